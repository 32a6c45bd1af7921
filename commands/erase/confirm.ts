import { sql } from 'kysely'
import { ownersIn } from '../../consumers/erasures/owners.ts'
import type { ErasureOrdered } from '../../core/control/entry.ts'
import { keysOfErasure, kindOf } from '../../core/erasures/order.ts'
import type { Parts } from '../parts.ts'

/** What was looked at after an erasure. */
export interface Confirmed {
  /** Keys of the vault that are destroyed, of those that the erasure takes: what was sealed under them opens in no log, store or copy. */
  readonly keys: { readonly destroyed: number; readonly of: number }
  /** Sealed parts of the case logs that were under them, as the logs and the read store have them. */
  readonly parts: number
  /** Reduced forms that are left of them in the read store: none when it is done. */
  readonly reduced_left: number
}

/** Looks whether anything that an erasure takes can still be opened. */
export async function confirmErasure({ store, vault }: Parts, order: ErasureOrdered): Promise<Confirmed> {
  const keys = keysOfErasure(order, await ownersIn(store.db, order.cases))
  const found = await vault.keys(keys, { create: false })
  const destroyed = found.filter((key) => key === 'destroyed').length
  if (kindOf(order) === 'reader') return { keys: { destroyed, of: keys.length }, parts: 0, reduced_left: 0 }
  const { cases, people, classes } = order
  const { rows } = await sql<{ readonly parts: number; readonly reduced: number }>`
    select count(*) filter (where form = 'plain') as parts, count(*) filter (where form = 'reduced' and sealed <> ''::bytea) as reduced
    from case_part where case_log = any(${cases}::text[]) and (${people.length} = 0 or owner = any(${people}::text[]))
    and (${classes.length} = 0 or class = any(${classes}::text[]))`.execute(store.db)
  return { keys: { destroyed, of: keys.length }, parts: Number(rows[0]?.parts), reduced_left: Number(rows[0]?.reduced) }
}

export const isConfirmed = ({ keys, reduced_left: left }: Confirmed): boolean => keys.destroyed === keys.of && left === 0
