import { numberingDifferences, type Numbering } from '../../core/control/numberings.ts'
import type { EventLog } from '../../infra/event-log/port.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import { isRegistryAway, RegistryError } from '../../infra/registry/errors.ts'
import { knownSchemas } from '../../infra/registry/numbered/known-schemas.ts'
import { createNumberedLog } from '../../infra/registry/numbered/log.ts'
import { createNumberedRegistry } from '../../infra/registry/numbered/registry.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { Places } from '../adapters.ts'
import { idsNow } from './ids-now.ts'
import { numberingsOf } from './numberings.ts'
import { differsText } from './words.ts'

export interface NumberedPartsDeps {
  readonly log: EventLog
  readonly store: ReadStore
  readonly registry: SchemaRegistry
  readonly places: Places
  readonly logger: Log
}

/**
 * Rejects with RegistryError `renumbered`, in words for an operator, where the registry numbers otherwise than the control log says. A registry that is away is
 * waited for by who needs it.
 */
async function refuseOtherRegistry(places: Places, recorded: Numbering | undefined, logger: Log): Promise<void> {
  if (recorded === undefined) return
  const versions = knownSchemas()
  try {
    const differences = numberingDifferences(recorded, await idsNow(places, versions))
    if (differences.length > 0) throw new RegistryError('renumbered', differsText(differences, versions))
  } catch (error) {
    if (!isRegistryAway(error)) throw error
    logger.warn({ code: 'unavailable', step: 'registry' }, 'the schema registry is away: its ids were not compared with the control log')
  }
}

/** Holds a registry, and the log that is read by it, to the numbers that the control log has. Rejects when the registry is another one. */
export async function openNumbered({
  log,
  store,
  registry: asked,
  places,
  logger,
}: NumberedPartsDeps): Promise<{ readonly log: EventLog; readonly registry: SchemaRegistry }> {
  const numberings = await numberingsOf(log, store)
  await refuseOtherRegistry(places, numberings.at(-1), logger)
  const versions = knownSchemas()
  const registry = createNumberedRegistry({ registry: asked, numberings, versions })
  return { registry, log: createNumberedLog({ log, registry, numberings, versions }) }
}
