import { sql } from 'kysely'
import { leftByLog, type CaseLinks } from '../../core/linking/case-links.ts'
import type { Merged } from '../../core/linking/decision.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { AgencyId, CaseLogId, PersonId } from '../../schemas/ids.ts'

/** A merge, or who of people may be who, or an event that has left, by its agency, system and id. */
type TouchingRow =
  | Merged
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

/** What touches case logs, in one statement: their merges, who of them may be who, and the events that have left them. */
const touching = (db: ReadStoreDb, caseLogs: readonly CaseLogId[]) =>
  sql<TouchingRow>`
  select kind, id, into_id as "into", case_log, into_case_log, '' as agency, '' as system, '' as event_id from link_merged
    where case_log = any(${caseLogs}::text[]) or into_case_log = any(${caseLogs}::text[])
  union all select 'may-be', person, candidate, case_log, candidate_log, '', '', '' from link_candidate
    where case_log = any(${caseLogs}::text[]) or candidate_log = any(${caseLogs}::text[])
  union all select 'left', '', '', case_log, '', agency, system, event_id from link_left where case_log = any(${caseLogs}::text[])
  order by 1, 2, 3, 4, 6, 7, 8`.execute(db)

/** What people decided of case logs, with every other log that is one case with them. */
export async function readCaseLinks(
  db: ReadStoreDb,
  caseLogs: readonly CaseLogId[],
): Promise<{ readonly links: CaseLinks; readonly caseLogs: readonly CaseLogId[] }> {
  const merged = new Map<string, Merged>()
  const left: Extract<TouchingRow, { readonly kind: 'left' }>[] = []
  const mayBe = new Map<string, CaseLinks['candidates'][number]>()
  const seen = new Set<CaseLogId>()
  for (let more = [...new Set(caseLogs)]; more.length > 0;) {
    for (const caseLog of more) seen.add(caseLog)
    const { rows } = await touching(db, more)
    left.push(...rows.filter((row) => row.kind === 'left'))
    for (const { id: person, into: candidate, case_log, into_case_log: candidate_log } of rows.filter((row) => row.kind === 'may-be'))
      mayBe.set(`${person} ${candidate}`, { person, case_log, candidate, candidate_log })
    const found = rows.filter((row) => row.kind === 'case' || row.kind === 'person')
    for (const merge of found) merged.set(merge.id, merge)
    more = [...new Set(found.filter(({ kind }) => kind === 'case').flatMap((merge) => [merge.case_log, merge.into_case_log]))].filter(
      (caseLog) => !seen.has(caseLog),
    )
  }
  return { links: { merged, left: leftByLog(left), candidates: [...mayBe.values()] }, caseLogs: [...seen].sort() }
}
