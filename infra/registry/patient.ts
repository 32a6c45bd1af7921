import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../telemetry/logger.ts'
import { isRegistryAway } from './errors.ts'
import type { SchemaRegistry } from './port.ts'

export interface PatienceDeps {
  readonly registry: SchemaRegistry
  /** Ends the waiting: a look-up that waits then rejects with RegistryError `unavailable`. */
  readonly signal: AbortSignal
  readonly logger: Log
  /** Between two tries, milliseconds. Default 1,000. */
  readonly pause?: number
}

/**
 * A registry for consumers: where it is away, a look-up waits until it is back. A record is neither refused nor put aside for it, and what needs
 * no look-up goes on.
 */
export function createPatientRegistry({ registry, signal, logger, pause = 1_000 }: PatienceDeps): SchemaRegistry {
  const waiting = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await ask()
      } catch (error) {
        if (!isRegistryAway(error) || signal.aborted) throw error
        if (tries === 1) logger.warn({ code: 'unavailable', step: 'registry' }, 'the schema registry is away: waiting for it')
        await sleep(pause, undefined, { signal }).catch(() => undefined)
      }
    }
  }
  return {
    ...registry,
    idOf: (subject) => waiting(() => registry.idOf(subject)),
    schemaOf: (id) => waiting(() => registry.schemaOf(id)),
    versionsOf: (subject) => waiting(() => registry.versionsOf(subject)),
  }
}
