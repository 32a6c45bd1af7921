import { lookAtVault, type SealedTopic } from '../consumers/lost-keys/look.ts'
import { tellMissing } from '../consumers/lost-keys/until-decided.ts'
import { isRegistryAway } from '../infra/registry/errors.ts'
import type { Parts } from './parts.ts'

/** At a start, before anything is opened or sealed: says what keys the vault lacks of what the logs hold. Nothing is asked of it where no such log is read. */
export async function lookAtKeys(parts: Parts, topics: readonly SealedTopic[]): Promise<void> {
  if (topics.length === 0) return
  try {
    const loss = await lookAtVault(parts, topics)
    if (loss !== undefined) tellMissing(parts, loss)
  } catch (error) {
    if (!isRegistryAway(error)) throw error
    parts.logger.warn({ step: 'vault', code: 'unavailable' }, 'The schema registry is away: whether the vault has every key is looked at by intake when it is back, and as events are opened.')
  }
}
