import { setTimeout as delay } from 'node:timers/promises'
import { caughtUp } from '../../commands/catch-up.ts'
import type { Parts } from '../../commands/parts.ts'
import { replayAndVerify } from '../../commands/verify.ts'
import { INTAKE_GROUP } from '../../consumers/intake/start.ts'
import { TIMELINE_CONSUMER } from '../../consumers/timeline/start.ts'
import { createAccessLog } from '../../gateway/audit/access-log.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import { CASE_EVENTS, INBOX_PATTERN } from '../../infra/event-log/topics.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { signedLeaves } from './signed-leaves.ts'

/** What a service has after the faults, when it has caught up with its logs. */
export interface Evidence {
  /** Every event on every timeline, in the order of each. */
  readonly events: readonly { readonly case_log: CaseLogId; readonly type: string; readonly agency: string; readonly event_id: string }[]
  /** Ids of all access records. */
  readonly records: readonly string[]
  /** Ids of those that have a leaf under a signed checkpoint of the transparency log. */
  readonly leaves: readonly string[]
  /** What `audit replay` over all records says: how many came to what, and what does not match. */
  readonly replayed: Readonly<Record<string, number>>
  readonly replayFindings: readonly unknown[]
  /** What differs between logs and read store. */
  readonly findings: readonly unknown[]
}

const POLL_MS = 10

async function inboxesTaken({ log }: Parts): Promise<boolean> {
  for (const { topic } of await log.topics()) {
    if (!INBOX_PATTERN.test(topic)) continue
    const [range] = await log.ranges(topic)
    if (range !== undefined && range.end > 0 && ((await log.committed(INTAKE_GROUP, topic, 0)) ?? 0) < range.end) return false
  }
  return true
}

/** Waits until everything that agencies sent is where it goes, then looks. */
export async function collectEvidence(parts: Parts): Promise<Evidence> {
  const { log, store, registry } = parts
  while (!(await inboxesTaken(parts))) await delay(POLL_MS)
  await caughtUp(log, store, TIMELINE_CONSUMER, CASE_EVENTS)
  const entries = await createAccessLog(log, createRecordCodec(registry)).read(0, Number.MAX_SAFE_INTEGER)
  const leaves = await signedLeaves(parts)
  const { counts, findings, store: differences } = await replayAndVerify(parts, {})
  return {
    events: await store.db
      .selectFrom('case_event')
      .select(['case_log', 'type', 'agency', 'event_id'])
      .orderBy('case_log')
      .orderBy('sequence')
      .execute(),
    records: entries.map(({ record }) => record?.id ?? ''),
    leaves,
    replayed: counts,
    replayFindings: findings,
    findings: differences,
  }
}
