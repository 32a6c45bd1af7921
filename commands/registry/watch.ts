import { setTimeout as sleep } from 'node:timers/promises'
import { numberingDifferences } from '../../core/control/numberings.ts'
import type { Consumer } from '../../infra/event-log/port.ts'
import { isRegistryAway, RegistryError } from '../../infra/registry/errors.ts'
import { knownSchemas } from '../../infra/registry/numbered/known-schemas.ts'
import { controlNow } from '../control-now.ts'
import type { Parts } from '../parts.ts'
import { idsNow } from './ids-now.ts'
import { differsText } from './words.ts'

const EVERY_MS = 15_000

/**
 * Asks the registry now and then for the newest id that the control log has and for another one, each time a different one: a registry that another one took the place of, while we run, ends the
 * process (`done` rejects with RegistryError `renumbered`). One that is away is nothing to it. Undefined where no registry is in use.
 */
export function watchRegistry({ places, store }: Pick<Parts, 'places' | 'store'>, everyMs = EVERY_MS): Consumer | undefined {
  if (places.registryUrl === undefined) return undefined
  const stopping = new AbortController()
  const versions = knownSchemas()
  const compare = async (round: number): Promise<void> => {
    const recorded = (await controlNow(store)).numberings.at(-1)
    if (recorded === undefined || recorded.size === 0) return
    const newest = recorded.get(Math.max(...recorded.keys()))
    const another = [...recorded.values()][round % recorded.size]
    const asked = versions.filter(({ fingerprint }) => fingerprint === newest || fingerprint === another)
    const differences = numberingDifferences(recorded, await idsNow(places, asked))
    if (differences.length > 0) throw new RegistryError('renumbered', differsText(differences, versions))
  }
  const watch = async (): Promise<void> => {
    for (let round = Math.floor(performance.now()); !stopping.signal.aborted; round += 1) {
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (!stopping.signal.aborted)
        await compare(round).catch((error: unknown) => {
          if (error instanceof RegistryError && !isRegistryAway(error)) throw error
        })
    }
  }
  const done = watch()
  done.catch(() => undefined)
  return {
    done,
    assignment: () => [],
    stop: async () => {
      stopping.abort()
      await done.catch(() => undefined)
    },
  }
}
