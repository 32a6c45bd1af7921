import { numberingDifferences, type Numbering } from '../../core/control/numberings.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import { appendControl } from '../../infra/event-log/control-events.ts'
import type { EventLog } from '../../infra/event-log/port.ts'
import type { PublishedVersion } from '../../infra/registry/confluent/publish.ts'
import { createNumberedLog } from '../../infra/registry/numbered/log.ts'
import { createNumberedRegistry } from '../../infra/registry/numbered/registry.ts'
import type { KnownSchema } from '../../infra/registry/numbered/known-schemas.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'

export interface RenumberDeps {
  readonly log: EventLog
  readonly registry: SchemaRegistry
  readonly clock: Clock
  readonly versions: readonly KnownSchema[]
  /** As control.events has them, oldest first; not empty. */
  readonly numberings: readonly Numbering[]
}

/**
 * Notes in control.events that another registry numbers from now on, where it numbers otherwise. Resolves with whether it does.
 */
export async function noteRenumbered(
  { log, registry, clock, versions, numberings }: RenumberDeps,
  published: readonly PublishedVersion[],
): Promise<boolean> {
  const fingerprints = new Map(versions.map(({ subject, version, fingerprint }) => [`${subject} ${String(version)}`, fingerprint]))
  const found = new Map(published.map(({ subject, version, id }) => [fingerprints.get(`${subject} ${String(version)}`) ?? '', id]))
  if (numberingDifferences(numberings.at(-1) ?? new Map(), found).length === 0) return false
  const next: Numbering = new Map([...found].map(([schema, id]) => [id, schema]))
  const ids = [...next].map(([id, schema]) => ({ id, schema })).toSorted((one, other) => one.id - other.id)
  // The new numbers are not held against the old ones: they are what is to be noted.
  const asItIs = createNumberedRegistry({ registry, numberings: [next], versions })
  await appendControl(createNumberedLog({ log, registry: asItIs, numberings: [next], versions }), asItIs, 'schema-ids', [
    { at: new Date(clock.now()).toISOString(), renumbered: true, ids },
  ])
  return true
}
