import type { Consumer } from '../infra/event-log/port.ts'
import { isRegistryAway } from '../infra/registry/errors.ts'
import { createPatientRegistry } from '../infra/registry/patient.ts'
import type { SchemaRegistry } from '../infra/registry/port.ts'
import type { Log } from '../infra/telemetry/logger.ts'

export interface RegistryUser {
  readonly registry: SchemaRegistry
  readonly logger: Log
}

/** Starts a consumer that waits for the registry where it is away. Stopping ends the waiting; what was being handled is handled again later. */
export async function startPatiently<Deps extends RegistryUser>(deps: Deps, start: (deps: Deps) => Promise<Consumer>): Promise<Consumer> {
  const stopping = new AbortController()
  const registry = createPatientRegistry({ ...deps, signal: stopping.signal })
  const consumer = await start({ ...deps, registry })
  return {
    ...consumer,
    done: consumer.done.catch((error: unknown) => {
      if (!stopping.signal.aborted || !isRegistryAway(error)) throw error
    }),
    stop: () => {
      stopping.abort()
      return consumer.stop()
    },
  }
}
