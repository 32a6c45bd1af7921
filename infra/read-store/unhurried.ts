import { sql } from 'kysely'
import type { ReadStoreTx } from './port.ts'

/** Lets a transaction take its time, in its statements and between them: for an audit that reads logs on the way. It must hold no locks. */
export async function unhurried(tx: ReadStoreTx): Promise<void> {
  await sql`select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`.execute(tx)
}
