import { sql } from 'kysely'
import type { ErasureOrdered } from '../../core/control/entry.ts'
import { isWhole, kindOf } from '../../core/erasures/order.ts'
import { insertMany } from '../../infra/read-store/insert-many.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { ErasedScopeTable } from '../../infra/read-store/tables.ts'

/** A case as a whole has no person. */
const rowsOf = ({ cases, people }: ErasureOrdered): readonly ErasedScopeTable[] =>
  cases.flatMap((caseLog) => (people.length === 0 ? [''] : people).map((person) => ({ case_log: caseLog, person })))

/** Empties the reduced forms of what an erasure takes, as a rebuild would write them, and notes who is not to be found any more. Twice is the same as once. */
export async function emptyInStore(tx: ReadStoreTx, order: ErasureOrdered): Promise<void> {
  if (kindOf(order) === 'reader') return
  const { cases, people, classes } = order
  await sql`update case_part set sealed = ''::bytea where form = 'reduced' and case_log = any(${cases}::text[])
    and (${people.length} = 0 or owner = any(${people}::text[])) and (${classes.length} = 0 or class = any(${classes}::text[]))`.execute(tx)
  if (isWhole(order)) await insertMany(tx, 'erased_scope', rowsOf(order), { ignoreRepeats: true })
}
