import { sql } from 'kysely'
import { identityOf, type CaseHead } from '../../core/case/fold-log.ts'
import type { IndexPart } from '../../core/case/index-part.ts'
import { binaryArray } from '../../infra/read-store/binary-array.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import { rowsWith } from '../../infra/read-store/rows-with.ts'
import type { CaseLogId } from '../../schemas/ids.ts'

/** Where the case logs of a batch stand, and which of the batch's events they have already, or have refused. */
export interface StoredCases {
  head(caseLog: CaseLogId): CaseHead | undefined
  /** Identities (`identityOf`) of events of the batch that the case log has, or has refused. */
  known(caseLog: CaseLogId): readonly string[]
}

type Identity = Pick<IndexPart, 'case_log' | 'agency' | 'system' | 'event_id'>

/** Reads heads and repeats of a batch: two statements, however many events. */
export async function readCases(tx: ReadStoreTx, events: readonly Identity[]): Promise<StoredCases> {
  const caseLogs = [...new Set(events.map(({ case_log: caseLog }) => caseLog))]
  const heads = await tx
    .selectFrom(rowsWith('case_log', 'case_log', caseLogs).as('head'))
    .select(['case_log', 'sequence', 'chain'])
    .execute()
  const column = (name: keyof Identity): readonly string[] => events.map((event) => event[name])
  const repeats = (
    await sql<Identity>`
    select distinct given.case_log, given.agency, given.system, given.event_id
    from unnest(${column('case_log')}::text[], ${column('agency')}::text[], ${column('system')}::text[], ${column('event_id')}::text[])
      as given(case_log, agency, system, event_id)
    cross join lateral (select from case_event e where (e.case_log, e.agency, e.system, e.event_id) = (given.case_log, given.agency, given.system, given.event_id)
      union all select from case_refused e where (e.case_log, e.agency, e.system, e.event_id) = (given.case_log, given.agency, given.system, given.event_id)
      offset 0) as stored`.execute(tx)
  ).rows
  const byCase = new Map(heads.map((head) => [head.case_log, head]))
  const known = Map.groupBy(repeats, (row) => row.case_log)
  return { head: (caseLog) => byCase.get(caseLog), known: (caseLog) => (known.get(caseLog) ?? []).map(identityOf) }
}

/** Moves heads on: inserts those of new case logs, updates the others. */
export async function writeHeads(tx: ReadStoreTx, heads: ReadonlyMap<string, CaseHead>): Promise<void> {
  const rows = [...heads]
  if (rows.length === 0) return
  const caseLogs = binaryArray(
    'text',
    rows.map(([caseLog]) => caseLog),
  )
  const sequences = binaryArray(
    'bigint',
    rows.map(([, { sequence }]) => sequence),
  )
  const chains = binaryArray(
    'bytea',
    rows.map(([, { chain }]) => chain),
  )
  await sql`insert into case_log (case_log, sequence, chain) select * from unnest(${caseLogs}::text[], ${sequences}::bigint[], ${chains}::bytea[])
    on conflict (case_log) do update set sequence = excluded.sequence, chain = excluded.chain`.execute(tx)
}
