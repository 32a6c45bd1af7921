import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import type { Shown } from './decided-timeline.ts'
import type { ReadDeps } from './deps.ts'
import { readerReference } from './event-ids.ts'

/**
 * When a reader was first shown events, by the events' ids for them: ISO 8601 in UTC. Of what they were shown a moment ago it may not say it yet. It is the reader's own past, and grants
 * nothing.
 */
export async function firstShown(
  deps: Pick<ReadDeps, 'secrets'>,
  db: ReadStoreDb,
  reader: ReaderCredential,
  shown: readonly Shown[],
): Promise<ReadonlyMap<string, string>> {
  const logs = [...new Set(shown.map(({ decision }) => decision.caseLog))]
  if (logs.length === 0) return new Map()
  const rows = await db
    .selectFrom('event_reading')
    .select(['case_log', 'sequence', 'read_at'])
    .where('reader', '=', readerReference(deps.secrets.readerIds, staffOf(reader)))
    .where('case_log', 'in', logs)
    .execute()
  const readAt = new Map(rows.map((row) => [`${row.case_log} ${String(row.sequence)}`, row.read_at]))
  return new Map(
    shown.flatMap(({ id, decision: { caseLog, sequence } }) => {
      const at = readAt.get(`${caseLog} ${String(sequence)}`)
      return at === undefined ? [] : [[id, at] as const]
    }),
  )
}
