import { checkVault, SEALED_TOPICS, type SealedTopic } from '../consumers/lost-keys/check.ts'
import { tellMissing } from '../consumers/lost-keys/until-decided.ts'
import type { Role } from '../infra/configuration/settings.ts'
import { CASE_EVENTS, ACCESS_LOG } from '../infra/event-log/topics.ts'
import { isRegistryAway } from '../infra/registry/errors.ts'
import type { Parts } from './parts.ts'

/** The sealed logs that a role may read (infra/topics/desired-grants.ts): intake looks for itself, when its turn comes. */
const LOOKS_AT: Readonly<Record<Role, readonly SealedTopic[]>> = {
  control: [],
  intake: [],
  timeline: [CASE_EVENTS, ACCESS_LOG],
  gateway: SEALED_TOPICS,
}

export const sealedTopicsOf = (roles: readonly Role[]): readonly SealedTopic[] =>
  SEALED_TOPICS.filter((topic) => roles.some((role) => LOOKS_AT[role].includes(topic)))

/** At a start, before anything is opened or sealed: says what keys the vault lacks of what the logs hold. Nothing is asked of it where no such log is read. */
export async function checkKeys(parts: Parts, topics: readonly SealedTopic[]): Promise<void> {
  if (topics.length === 0) return
  try {
    const loss = await checkVault(parts, topics)
    if (loss !== undefined) tellMissing(parts, loss)
  } catch (error) {
    if (!isRegistryAway(error)) throw error
    parts.logger.warn(
      { step: 'vault', code: 'unavailable' },
      'The schema registry is away: whether the vault has every key is looked at by intake when it is back, and as events are opened.',
    )
  }
}
