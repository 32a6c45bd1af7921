import { recordName } from '../../../schemas/avro/avro-type.ts'
import { releasedVersions, schemaFingerprint, schemaSources } from '../../../schemas/index.ts'
import type { Clock } from '../../clock/clock.ts'
import type { Log } from '../../telemetry/logger.ts'
import { RegistryError } from '../errors.ts'
import type { RegisteredSchema, SchemaRegistry } from '../port.ts'
import { createConfluent, type ConfluentOptions } from './client.ts'
import { createLookups } from './lookups.ts'
import { publishedSchema, publishedText } from './published-form.ts'
import { createRemembered } from './remembered.ts'

export interface ConfluentRegistryDeps extends ConfluentOptions {
  readonly clock: Clock
  /** Told when the registry answers another schema for an id. */
  readonly log?: Log
  /** The schemas folder of this release. Default: this installation's. */
  readonly folder?: string
}

const MAX_ID = 0x7fffffff

/**
 * The registry port over a Confluent-compatible registry, read side. What was found is kept for good; "there is none" for 30 s. While the registry
 * is away what is known goes on working, and the rest rejects with RegistryError `unavailable`, which is not "there is none".
 */
export function createConfluentRegistry(deps: ConfluentRegistryDeps): SchemaRegistry {
  const { clock, log, folder } = deps
  const lookups = createLookups(createConfluent(deps))
  const current = schemaSources(folder)
  const ours = new Map(releasedVersions(folder).map(({ schema }) => [schemaFingerprint(schema), schema]))
  const fingerprints = new Map<number, string>()

  /** INVARIANT: an id names one schema, ever: a registry that was made anew and numbers otherwise is refused, not believed. */
  const pin = (id: number, fingerprint: string): void => {
    const before = fingerprints.get(id)
    if (before !== undefined && before !== fingerprint) {
      log?.error({ code: 'altered', step: 'registry' }, 'the schema registry answers another schema for an id that is in use')
      throw new RegistryError('altered', `The schema registry answers another schema for id ${String(id)} than before.`)
    }
    fingerprints.set(id, fingerprint)
  }
  const idBySubject = createRemembered(clock, async (subject: string) => {
    const schema = current.get(subject)
    const place = schema === undefined ? undefined : await lookups.bySchema(subject, publishedText(schema))
    if (place !== undefined) pin(place.id, schemaFingerprint(schema))
    return place?.id
  })
  const byId = createRemembered(clock, async (id: number): Promise<RegisteredSchema | undefined> => {
    const answer = await lookups.textOf(id)
    const published = publishedSchema(answer?.schema)
    const subject = recordName(published?.schema)
    // INVARIANT: only what was published under a subject of ours counts, whoever else registers there, under whatever name.
    if (answer === undefined || published === undefined || subject === undefined || !current.has(subject)) return undefined
    const own = ours.get(published.fingerprint)
    const place = await lookups.bySchema(subject, own === undefined ? answer.text : publishedText(own))
    if (place?.id !== id) return undefined
    pin(id, published.fingerprint)
    return { id, subject, version: place.version, schema: own ?? published.schema, fingerprint: published.fingerprint }
  })
  return {
    async idOf(subject) {
      const id = await idBySubject(subject)
      if (id === undefined) throw new RegistryError('unknown-subject', `The registry lacks ${subject} as this release has it: run \`throughline schemas publish\`.`)
      return id
    },
    schemaOf: async (id) => (Number.isInteger(id) && id > 0 && id <= MAX_ID ? byId(id) : undefined),
  }
}
