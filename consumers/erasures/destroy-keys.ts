import type { ErasureOrdered } from '../../core/control/entry.ts'
import { keysOfErasure } from '../../core/erasures/order.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { Vault } from '../../infra/vault/port.ts'
import { ownersIn } from './owners.ts'

/** Destroys the keys of an erasure that are not destroyed yet, for ever; resolves with how many when that is durable. One that was lost is destroyed, too. */
export async function destroyKeysOf(db: ReadStoreDb, vault: Vault, order: ErasureOrdered): Promise<number> {
  const keys = keysOfErasure(order, await ownersIn(db, order.cases))
  const found = await vault.keys(keys, { create: false })
  const lost = await vault.lost(keys)
  const left = keys.filter((_, at) => found[at] !== 'destroyed' || lost[at] === true)
  for (const key of left) await vault.destroy(key)
  return left.length
}
