import { sql } from 'kysely'
import type { NumberedMerge } from '../../core/linking/merges.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { LinkMergedTable } from '../../infra/read-store/tables.ts'
import type { CaseLogId, PersonId } from '../../schemas/ids.ts'

type RowOf<Kind extends LinkMergedTable['kind'], Id> = LinkMergedTable & { kind: Kind; id: Id; into_id: Id }

const isOfCases = (row: LinkMergedTable): row is RowOf<'case', CaseLogId> => row.kind === 'case'
const isOfPeople = (row: LinkMergedTable): row is RowOf<'person', PersonId> => row.kind === 'person'

/** A row as the merge that it is: what its ids are of, its kind says. */
export const mergeOf = (row: LinkMergedTable): NumberedMerge => {
  const { case_log, into_case_log, number } = row
  if (isOfCases(row)) return { kind: 'case', id: row.id, into: row.into_id, case_log, into_case_log, number }
  if (isOfPeople(row)) return { kind: 'person', id: row.id, into: row.into_id, case_log, into_case_log, number }
  throw new RangeError('A merge is of cases or of people.')
}

/** The merges that touch case logs. */
export const mergesOf = (db: ReadStoreDb, caseLogs: readonly CaseLogId[]): Promise<LinkMergedTable[]> =>
  db
    .selectFrom('link_merged')
    .selectAll()
    .where(sql<boolean>`case_log = any(${caseLogs}::text[]) or into_case_log = any(${caseLogs}::text[])`)
    .orderBy('id')
    .execute()

/** The merges of ids, of what each is merged into, and so on: each once, whatever the table holds. */
export async function mergesFrom(db: ReadStoreDb, ids: readonly string[]): Promise<readonly LinkMergedTable[]> {
  const found = new Map<string, LinkMergedTable>()
  for (let more = [...new Set(ids)]; more.length > 0;) {
    const rows = await db
      .selectFrom('link_merged')
      .selectAll()
      .where(sql<boolean>`id = any(${more}::text[])`)
      .orderBy('id')
      .execute()
    const fresh = rows.filter(({ id }) => !found.has(id))
    for (const row of fresh) found.set(row.id, row)
    more = [...new Set(fresh.map(({ into_id: into }) => into))].filter((into) => !found.has(into))
  }
  return [...found.values()]
}
