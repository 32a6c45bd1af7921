import { sql } from 'kysely'
import type { ExportAsk } from '../../gateway/audit/export/ask.ts'
import { readCaseLinks } from '../../gateway/read/case-links.ts'
import type { ReadDeps } from '../../gateway/read/deps.ts'
import { isCaseLogId, type AgencyId, type CaseLogId } from '../../schemas/ids.ts'

/** The case logs that an export means by a case or a person, with every log that is one case with them; undefined: of any. Of both: those that both mean. */
export async function casesMeant(
  { readStore: { db }, caseIds }: Pick<ReadDeps, 'readStore' | 'caseIds'>,
  agency: AgencyId,
  { case: id, person }: Pick<ExportAsk, 'case' | 'person'>,
): Promise<ReadonlySet<CaseLogId> | undefined> {
  const withOthers = async (logs: readonly CaseLogId[]): Promise<ReadonlySet<CaseLogId>> =>
    new Set((await readCaseLinks(db, logs)).caseLogs)
  const ofPerson = person === undefined ? undefined : await withOthers(await logsOfPerson(db, person))
  if (id === undefined) return ofPerson
  const log = isCaseLogId(id) ? id : caseIds.inside(agency, id)
  const ofCase = await withOthers(log === undefined ? [] : [log])
  return ofPerson === undefined ? ofCase : ofCase.intersection(ofPerson)
}

/** The case logs in whose events a person is, as links.events placed them. */
async function logsOfPerson(db: ReadDeps['readStore']['db'], person: string): Promise<readonly CaseLogId[]> {
  const { rows } = await sql<{ readonly case_log: CaseLogId }>`
    select distinct case_log from link_claim where case_log <> '' and people like ${`%"${person}"%`}`.execute(db)
  return rows.map((row) => row.case_log)
}
