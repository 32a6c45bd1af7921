import { sql } from 'kysely'
import type { AppliedEvent } from '../../core/case/fold-log.ts'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { PublicationTable } from '../../infra/read-store/tables.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { Finding } from '../finding.ts'
import { publicationRow } from '../publication-row.ts'

const keyOf = ({ agency, system, event_id: id }: PublicationTable): string => [agency, system, id].join('\n')

async function storedRows(tx: ReadStoreTx, rows: readonly PublicationTable[]): Promise<ReadonlyMap<string, PublicationTable>> {
  const column = (name: 'agency' | 'system' | 'event_id'): string[] => rows.map((row) => row[name])
  const found = await sql<PublicationTable>`select p.* from publication as p
    join unnest(${column('agency')}::text[], ${column('system')}::text[], ${column('event_id')}::text[]) as wanted(agency, system, event_id)
      on wanted.agency = p.agency and wanted.system = p.system and wanted.event_id = p.event_id`.execute(tx)
  return new Map(found.rows.map((row) => [keyOf(row), row]))
}

/** Compares the rows by which agencies find their events of a case log with what the log says. */
export async function comparePublications(
  tx: ReadStoreTx,
  caseLog: CaseLogId,
  applied: readonly AppliedEvent[],
): Promise<readonly Finding[]> {
  const expected = applied.flatMap(({ sequence, entry }) => publicationRow(entry.record.index).map((row) => ({ sequence, row })))
  const stored = await storedRows(
    tx,
    expected.map(({ row }) => row),
  )
  return expected.flatMap(({ sequence, row }): readonly Finding[] => {
    const found = stored.get(keyOf(row))
    if (found?.type === row.type && found.published_at === row.published_at) return []
    return [
      { code: found === undefined ? 'publication-missing' : 'publication-altered', in: 'store', topic: CASE_EVENTS, caseLog, sequence },
    ]
  })
}
