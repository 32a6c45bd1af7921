import { sql } from 'kysely'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { LinkMergedTable } from '../../infra/read-store/tables.ts'

/** The merges that touch case logs. */
export const mergesOf = (db: ReadStoreDb, caseLogs: readonly string[]): Promise<LinkMergedTable[]> =>
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
