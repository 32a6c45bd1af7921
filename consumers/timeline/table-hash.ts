import { sql } from 'kysely'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { Tables } from '../../infra/read-store/tables.ts'

/** Key columns of the tables that the timeline writes: the order in which their rows are hashed. */
const TIMELINE_TABLES = {
  case_candidate: ['case_log', 'kind', 'value'],
  case_event: ['case_log', 'sequence'],
  case_log: ['case_log'],
  case_refused: ['case_log', 'agency', 'system', 'event_id'],
  case_part: ['case_log', 'sequence', 'owner', 'class', 'form'],
} as const satisfies Partial<Record<keyof Tables, readonly string[]>>

export type TimelineTable = keyof typeof TIMELINE_TABLES

async function hashOf(db: ReadStoreDb, table: TimelineTable): Promise<string> {
  const order = sql.join(TIMELINE_TABLES[table].map((column) => sql.ref(`row_of.${column}`)))
  const { rows } = await sql<{ hash: string | null }>`
    select encode(sha256(string_agg(sha256(convert_to(row_of::text, 'UTF8')), ''::bytea order by ${order})), 'hex') as hash
    from ${sql.table(table)} as row_of`.execute(db)
  return rows[0]?.hash ?? ''
}

/** SHA-256 over every row of each of the timeline's tables, hex, empty for an empty table: equal when the tables are, byte for byte. */
export async function timelineHashes(db: ReadStoreDb): Promise<Readonly<Record<TimelineTable, string>>> {
  const hashes: Partial<Record<TimelineTable, string>> = {}
  for (const table of Object.keys(TIMELINE_TABLES) as TimelineTable[]) hashes[table] = await hashOf(db, table)
  return hashes as Record<TimelineTable, string>
}
