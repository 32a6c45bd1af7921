import type { AgencyKeyStore } from '../infra/agency-keys/port.ts'
import type { Log } from '../infra/telemetry/logger.ts'
import type { Vault } from '../infra/vault/port.ts'

const NAME = 'agency-keys'

/** How many keys the store has lost: the vault keeps how many were added. */
export const lostAgencyKeys = async (keys: Pick<AgencyKeyStore, 'count'>, vault: Vault): Promise<number> =>
  Math.max(0, (await vault.count(NAME)) - (await keys.count()))

/** From now on the keys that are there are all there were. Resolves with how many were lost. */
export async function acceptLostAgencyKeys(keys: AgencyKeyStore, vault: Vault): Promise<number> {
  const lost = await lostAgencyKeys(keys, vault)
  if (lost > 0) await vault.keepCount(NAME, await keys.count())
  return lost
}

/**
 * The store with each key that is added counted in the vault, so that a store that was emptied, or is older, is known. Says so at once where it is: who
 * registered which key is in no log. An installation of before begins to count with what it has.
 */
export async function countedAgencyKeys(keys: AgencyKeyStore, vault: Vault, logger: Log): Promise<AgencyKeyStore> {
  const [there, kept] = [await keys.count(), await vault.count(NAME)]
  if (there > kept) await vault.keepCount(NAME, there)
  if (there < kept) {
    logger.error(
      { step: 'agency-keys', code: 'agency-keys-missing', count: kept - there },
      `${String(kept - there)} of the ${String(kept)} keys that agencies have registered are gone, and whose they were is in no log: their systems are answered 401. ` +
        'Put the schema identity (or identity/ of the data folder) back, or register keys again: docs/how-to/lost-keys.md.',
    )
  }
  return {
    ...keys,
    add: async (key, most) => {
      const result = await keys.add(key, most)
      if (result === 'added') await vault.keepCount(NAME, Math.max((await vault.count(NAME)) + 1, await keys.count()))
      return result
    },
  }
}
