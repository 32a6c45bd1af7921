import { sql, type RawBuilder } from 'kysely'
import { leftByLog, type CaseLinks } from '../../core/linking/case-links.ts'
import type { Merged } from '../../core/linking/decision.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { AgencyId, CaseLogId, PersonId } from '../../schemas/ids.ts'

/** Number and running hash of the last entry of a log. */
interface Head {
  readonly sequence: number
  readonly chain: Buffer
}

/** The head of a case log, with what its rows come to; both are empty where they were not asked for. */
export interface CaseHead extends Head {
  /** Of every row of its events, by a hash that is no proof: rows that come to another are others. */
  readonly rows: string
  /**
   * Of the rows of its parts: how many, the sum of the transactions that wrote them, and the same with each times the number of its event. In one database it comes to
   * another once a row was added, changed or removed.
   */
  readonly partRows: string
}

/** The head of links.events or control.events. */
export interface LogHead extends Head {
  readonly log: string
}

/** A merge, or who of people may be who, or an event that has left, by its agency, system and id; or the head of a log. */
type TouchingRow =
  | Merged
  | ({ readonly kind: 'head'; readonly id: CaseLogId; readonly rows: string; readonly part_rows: string } & Head)
  | ({ readonly kind: 'log'; readonly id: string } & Head)
  | {
      readonly kind: 'may-be'
      readonly id: PersonId
      /** Whom the person may be. */
      readonly into: PersonId
      readonly case_log: CaseLogId
      readonly into_case_log: CaseLogId
    }
  | {
      readonly kind: 'left'
      readonly case_log: CaseLogId
      readonly agency: AgencyId
      readonly system: string
      readonly event_id: string
    }

const HASH = sql`hash_record_extended(row(sequence, record_schema, index_part, part_hashes), 0)`
/** What a row of case_event adds to what the rows of its case log come to, by exclusive or. */
export const HASH_OF_ROW = sql<string>`${HASH}::text`
/** What the rows of a case log come to, worked out where they are. */
const ROWS = sql<string>`(select bit_xor(${HASH})::text from case_event where case_event.case_log = log.case_log)`
/** Which transactions wrote rows of parts, and of which events. */
const WRITERS = sql<string>`concat(count(*), ' ', sum(part.xmin::text::bigint), ' ', sum(part.xmin::text::bigint * part.sequence))`
const PART_ROWS = sql<string>`(select ${WRITERS} from case_part as part where part.case_log = log.case_log)`

/** What the rows of parts of a case log's events up to a number come to: as `CaseHead.partRows` was when it had no others. */
export async function partRowsUpTo(db: ReadStoreDb, caseLog: CaseLogId, sequence: number): Promise<string> {
  const { rows } = await sql<{ part_rows: string }>`select ${WRITERS} as part_rows from case_part as part
    where part.case_log = ${caseLog} and part.sequence <= ${sequence}`.execute(db)
  return rows[0]?.part_rows ?? ''
}
const NO_ROWS = { events: sql<string>`''`, parts: sql<string>`''` }
const ALL_ROWS = { events: ROWS, parts: PART_ROWS }

/** What touches case logs, in one statement: their merges, who of them may be who, the events that have left them, their heads, and those of links.events and control.events. */
const touching = (db: ReadStoreDb, caseLogs: readonly CaseLogId[], rows: Readonly<Record<'events' | 'parts', RawBuilder<string>>>) =>
  sql<TouchingRow>`
  select kind, id, into_id as "into", case_log, into_case_log, '' as agency, '' as system, '' as event_id,
    null::bigint as sequence, null::bytea as chain, '' as rows, '' as part_rows from link_merged
    where case_log = any(${caseLogs}::text[]) or into_case_log = any(${caseLogs}::text[])
  union all select 'may-be', person, candidate, case_log, candidate_log, '', '', '', null, null, '', '' from link_candidate
    where case_log = any(${caseLogs}::text[]) or candidate_log = any(${caseLogs}::text[])
  union all select 'left', '', '', case_log, '', agency, system, event_id, null, null, '', '' from link_left where case_log = any(${caseLogs}::text[])
  union all select 'head', log.case_log, '', '', '', '', '', '', log.sequence, log.chain, coalesce(${rows.events}, ''), ${rows.parts} from case_log as log
    where log.case_log = any(${caseLogs}::text[])
  union all select 'log', log, '', '', '', '', '', '', sequence, chain, '', '' from log_head
  order by 1, 2, 3, 4, 6, 7, 8`.execute(db)

/** What people decided of case logs, and how far logs are, as one moment has it. */
export interface FoundLinks {
  readonly links: CaseLinks
  /** The case logs asked for, and every other that is one case with them, by id. */
  readonly caseLogs: readonly CaseLogId[]
  /** Of those that there are. */
  readonly heads: ReadonlyMap<CaseLogId, CaseHead>
  /** Of links.events and control.events, in the first statement; undefined where no case log was asked for. */
  readonly logHeads: readonly LogHead[] | undefined
}

/** Whether what the rows of case logs come to is looked at. */
export interface LinksOptions {
  /** Default: false. */
  readonly rows?: boolean
}

/** What people decided of case logs, with every other log that is one case with them, and their heads. */
export async function readCaseLinks(
  db: ReadStoreDb,
  caseLogs: readonly CaseLogId[],
  { rows: withRows = false }: LinksOptions = {},
): Promise<FoundLinks> {
  const heads = new Map<CaseLogId, CaseHead>()
  let logHeads: readonly LogHead[] | undefined
  const merged = new Map<string, Merged>()
  const left: Extract<TouchingRow, { readonly kind: 'left' }>[] = []
  const mayBe = new Map<string, CaseLinks['candidates'][number]>()
  const seen = new Set<CaseLogId>()
  for (let more = [...new Set(caseLogs)]; more.length > 0;) {
    for (const caseLog of more) seen.add(caseLog)
    const { rows } = await touching(db, more, withRows ? ALL_ROWS : NO_ROWS)
    for (const { id, sequence, chain, rows: events, part_rows: partRows } of rows.filter((row) => row.kind === 'head'))
      heads.set(id, { sequence, chain, rows: events, partRows })
    logHeads ??= rows.filter((row) => row.kind === 'log').map(({ id, sequence, chain }) => ({ log: id, sequence, chain }))
    left.push(...rows.filter((row) => row.kind === 'left'))
    for (const { id: person, into: candidate, case_log, into_case_log: candidate_log } of rows.filter((row) => row.kind === 'may-be'))
      mayBe.set(`${person} ${candidate}`, { person, case_log, candidate, candidate_log })
    const found = rows.filter((row) => row.kind === 'case' || row.kind === 'person')
    for (const merge of found) merged.set(merge.id, merge)
    more = [...new Set(found.filter(({ kind }) => kind === 'case').flatMap((merge) => [merge.case_log, merge.into_case_log]))].filter(
      (caseLog) => !seen.has(caseLog),
    )
  }
  return { links: { merged, left: leftByLog(left), candidates: [...mayBe.values()] }, caseLogs: [...seen].sort(), heads, logHeads }
}
