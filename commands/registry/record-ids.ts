import { numberingDifferences } from '../../core/control/numberings.ts'
import { readRecords } from '../../consumers/read-records.ts'
import { CONTROL_CONSUMER } from '../../consumers/control/start.ts'
import { appendControl } from '../../infra/event-log/control-events.ts'
import { CONTROL_EVENTS } from '../../infra/event-log/topics.ts'
import { waitForEffect } from '../../infra/read-store/wait-for-effect.ts'
import { isRegistryAway, RegistryError } from '../../infra/registry/errors.ts'
import { knownSchemas } from '../../infra/registry/numbered/known-schemas.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import { controlNow } from '../control-now.ts'
import type { Parts } from '../parts.ts'
import { idsNow } from './ids-now.ts'
import { differsText } from './words.ts'

const WAIT_MS = 30_000

/** What was written before ids were recorded has to be readable by the ids that are recorded now: else they would be those of another registry. */
async function readsTheLog({ log, registry }: Parts): Promise<void> {
  const { decode } = createRecordCodec(registry)
  const [{ start, end } = { start: 0, end: 0 }] = await log.ranges(CONTROL_EVENTS)
  for await (const { value } of readRecords(log, CONTROL_EVENTS, 0, start, end)) {
    if ((await decode(value)).ok) continue
    throw new RegistryError(
      'renumbered',
      "The schema registry is not the one that the logs were written with: it does not read every entry of control.events. Put SCHEMA_REGISTRY_URL right, or restore the registry's database, and start again.",
    )
  }
}

/**
 * Notes in control.events the ids that the registry has given and that no entry has yet: all of them at the first start, those of new schemas later. Does nothing
 * while the registry is away. Rejects with RegistryError `renumbered` where it is another one.
 */
export async function recordSchemaIds(parts: Parts): Promise<void> {
  const { places, store, log, registry, clock, logger } = parts
  const recorded = (await controlNow(store)).numberings.at(-1)
  const versions = knownSchemas()
  try {
    const found = await idsNow(places, versions)
    if (recorded === undefined) await readsTheLog(parts)
    const differences = numberingDifferences(recorded ?? new Map(), found)
    if (differences.length > 0) throw new RegistryError('renumbered', differsText(differences, versions))
    const ids = [...found]
      .flatMap(([schema, id]) => (id === undefined || recorded?.has(id) === true ? [] : [{ id, schema }]))
      .toSorted((one, other) => one.id - other.id)
    if (ids.length === 0) return
    const [position] = await appendControl(log, registry, 'schema-ids', [
      { at: new Date(clock.now()).toISOString(), renumbered: false, ids },
    ])
    if (position) await waitForEffect(store, position, { consumer: CONTROL_CONSUMER, timeout: WAIT_MS })
  } catch (error) {
    if (!isRegistryAway(error)) throw error
    logger.warn({ code: 'unavailable', step: 'registry' }, 'the schema registry is away: its new ids are noted at the next start')
  }
}
