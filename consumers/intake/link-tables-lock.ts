import { sql } from 'kysely'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'

/** Any number, but not that of the migrations. */
const LOCK = 7_446_574

/**
 * First statement of every transaction that writes the link tables: one intake at a time, though the active one and one that is fenced, and does not
 * know it yet, may both be applying the logs. INVARIANT: without it, a claim and the unlinked event that it is of could be applied side by side,
 * neither seeing the other, and the event would wait for ever; and the two could wait for each other's rows.
 */
export async function lockLinkTables(tx: ReadStoreTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(tx)
}
