import { sql } from 'kysely'
import type { MemberOfLogs } from '../../../core/linking/merge-members.ts'
import type { ReadStoreDb } from '../../../infra/read-store/port.ts'
import type { CaseLogId, PersonId } from '../../../schemas/ids.ts'
import { peopleIn } from '../link-rows.ts'

/** Of people of case logs, whom each may be since the cases became one. */
async function candidatesOf(db: ReadStoreDb, caseLogs: readonly CaseLogId[]): Promise<ReadonlyMap<string, readonly PersonId[]>> {
  const rows = await db
    .selectFrom('link_candidate')
    .select(['person', 'candidate'])
    .where(sql<boolean>`case_log = any(${caseLogs}::text[])`)
    .where(sql<boolean>`candidate_log = any(${caseLogs}::text[])`)
    .execute()
  return new Map([...Map.groupBy(rows, ({ person }) => person)].map(([person, of]) => [person, of.map(({ candidate }) => candidate)]))
}

/** The harmed people of case logs, each by an own id whatever is merged, in the order of their ids. */
export async function harmedMembers(db: ReadStoreDb, caseLogs: readonly CaseLogId[]): Promise<readonly MemberOfLogs[]> {
  const rows = await db
    .selectFrom('link_person')
    .leftJoin('link_token', 'link_token.person', 'link_person.person')
    .select(['link_person.person', 'case_log', 'candidates', 'kind', 'token'])
    .where('role', '<>', 'subject')
    .where(sql<boolean>`case_log = any(${caseLogs}::text[])`)
    .orderBy('link_person.person')
    .orderBy('case_log')
    .execute()
  const mayBe = await candidatesOf(db, caseLogs)
  return [...Map.groupBy(rows, ({ person }) => person)].flatMap(([person, of]) => {
    const [first] = of
    if (first === undefined) return []
    return [
      {
        person,
        caseLog: first.case_log,
        logs: [...new Set(of.map(({ case_log: caseLog }) => caseLog))],
        tokens: new Map(
          [...Map.groupBy(of, ({ kind }) => kind)].flatMap(([kind, rowsOf]) =>
            kind === null ? [] : [[kind, new Set(rowsOf.flatMap(({ token }) => token ?? []))] as const],
          ),
        ),
        candidates: [...peopleIn(first.candidates), ...(mayBe.get(person) ?? [])],
      },
    ]
  })
}

/** The numbers of the entries of links.events that opened case logs. */
export async function agesOf(db: ReadStoreDb, caseLogs: readonly CaseLogId[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('link_case')
    .selectAll()
    .where(sql<boolean>`case_log = any(${caseLogs}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.case_log, row.number]))
}
