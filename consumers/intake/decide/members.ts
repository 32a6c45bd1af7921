import { sql } from 'kysely'
import { IDENTIFIER_KINDS } from '../../../core/linking/identifiers.ts'
import type { MemberOfLogs } from '../../../core/linking/merge-members.ts'
import type { ReadStoreDb } from '../../../infra/read-store/port.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'

/** The harmed people of case logs, each by an own id whatever is merged, in the order of their ids. */
export async function harmedMembers(db: ReadStoreDb, caseLogs: readonly CaseLogId[]): Promise<readonly MemberOfLogs[]> {
  const rows = await db
    .selectFrom('link_person')
    .leftJoin('link_token', 'link_token.person', 'link_person.person')
    .select(['link_person.person', 'case_log', 'kind', 'token'])
    .where('role', '<>', 'subject')
    .where(sql<boolean>`case_log = any(${caseLogs}::text[])`)
    .orderBy('link_person.person')
    .orderBy('case_log')
    .execute()
  return [...Map.groupBy(rows, ({ person }) => person)].flatMap(([person, of]) => {
    const [first] = of
    if (first === undefined) return []
    const tokens = (wanted: (kind: string) => boolean): ReadonlySet<string> =>
      new Set(of.flatMap(({ kind, token }) => (kind !== null && token !== null && wanted(kind) ? [token] : [])))
    return [
      {
        person,
        caseLog: first.case_log,
        logs: [...new Set(of.map(({ case_log: caseLog }) => caseLog))],
        identifiers: tokens((kind) => IDENTIFIER_KINDS.includes(kind)),
        names: tokens((kind) => kind === 'name'),
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
