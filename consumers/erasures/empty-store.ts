import { sql } from 'kysely'
import type { ErasureOrdered } from '../../core/control/entry.ts'
import { isWhole, kindOf } from '../../core/erasures/order.ts'
import { insertMany } from '../../infra/read-store/insert-many.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { ErasedScopeTable } from '../../infra/read-store/tables.ts'

/** A case as a whole has no person. */
const rowsOf = ({ cases, people }: ErasureOrdered): readonly ErasedScopeTable[] =>
  cases.flatMap((caseLog) => (people.length === 0 ? [''] : people).map((person) => ({ case_log: caseLog, person })))

/** Forgets who an erased reader was, as a fold of access.log does under a destroyed key. */
async function forgetReader(tx: ReadStoreTx, reader: string): Promise<void> {
  await tx.updateTable('access_entry').set({ reader: '' }).where('reader', '=', reader).execute()
  await tx.deleteFrom('event_reading').where('reader', '=', reader).execute()
  await tx.deleteFrom('recall_answer').where('reader', '=', reader).execute()
}

/** Empties the reduced forms of what an erasure takes, as a rebuild would write them, forgets who read what of it, and notes who is not to be found any more. Twice is the same as once. */
export async function emptyInStore(tx: ReadStoreTx, order: ErasureOrdered): Promise<void> {
  if (kindOf(order) === 'reader') return forgetReader(tx, order.reader)
  const { cases, people, classes } = order
  await sql`update case_part set sealed = ''::bytea where form = 'reduced' and case_log = any(${cases}::text[])
    and (${people.length} = 0 or owner = any(${people}::text[])) and (${classes.length} = 0 or class = any(${classes}::text[]))`.execute(tx)
  if (kindOf(order) === 'case' && isWhole(order)) {
    await sql`delete from access_case where case_log = any(${cases}::text[])`.execute(tx)
    await sql`delete from event_reading where case_log = any(${cases}::text[])`.execute(tx)
  }
  if (isWhole(order)) await insertMany(tx, 'erased_scope', rowsOf(order), { ignoreRepeats: true })
}
