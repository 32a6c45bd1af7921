import { setTimeout as sleep } from 'node:timers/promises'
import { isRegistryAway } from '../../infra/registry/errors.ts'
import type { Consumer } from '../../infra/event-log/port.ts'
import type { KeyLoss } from '../../infra/vault/port.ts'
import { checkVault, type CheckDeps, type SealedTopic } from './check.ts'
import { missingWords } from './words.ts'

/** How often it is looked whether somebody has decided, or the registry is back (ms). */
const CHECK_EVERY_MS = 500

/** Says in the log what is missing. */
export const tellMissing = ({ logger }: Pick<CheckDeps, 'logger'>, loss: KeyLoss): void => {
  logger.error({ step: 'vault', code: 'keys-missing', count: loss.keys }, missingWords(loss))
}

/** Looks at the vault, again and again while the registry is away; undefined when told to end, too. */
async function checkPatiently(deps: CheckDeps, topics: readonly SealedTopic[], isOver: () => boolean): Promise<KeyLoss | undefined> {
  while (!isOver()) {
    try {
      return await checkVault(deps, topics)
    } catch (error) {
      if (!isRegistryAway(error)) throw error
      await sleep(CHECK_EVERY_MS)
    }
  }
  return undefined
}

/**
 * Waits while keys are missing whose loss nobody has accepted, or until told to end. What would make keys begins after it. `meanwhile`: what has to be done
 * before the waiting begins, and makes none.
 */
export async function untilDecided(
  deps: CheckDeps,
  topics: readonly SealedTopic[],
  isOver: () => boolean,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const found = await checkPatiently(deps, topics, isOver)
  if (found === undefined) return
  tellMissing(deps, found)
  await meanwhile()
  while (!isOver() && (await deps.vault.missing()) !== undefined) await sleep(CHECK_EVERY_MS)
}

/** A consumer that begins once nothing is missing any more, or its loss is accepted. */
export function startWhenDecided({ vault }: Pick<CheckDeps, 'vault'>, start: () => Promise<Consumer>): Consumer {
  let stopping = false
  let consumer: Consumer | undefined
  const begin = async (): Promise<void> => {
    while (!stopping && (await vault.missing()) !== undefined) await sleep(CHECK_EVERY_MS)
    if (stopping) return
    consumer = await start()
    if (stopping) await consumer.stop()
    await consumer.done
  }
  const done = begin()
  done.catch(() => undefined)
  return {
    done,
    assignment: () => consumer?.assignment() ?? [],
    stop: async () => {
      stopping = true
      await consumer?.stop()
      await done.catch(() => undefined)
    },
  }
}
