import { recordName } from '../../../schemas/avro/avro-type.ts'
import { fingerprintedVersions, schemaFingerprint, schemaSources } from '../../../schemas/index.ts'
import type { Clock } from '../../clock/clock.ts'
import type { Log } from '../../telemetry/logger.ts'
import { RegistryError } from '../errors.ts'
import type { RegisteredSchema, SchemaRegistry } from '../port.ts'
import type { HttpOptions } from './http.ts'
import { createLookups } from './lookups.ts'
import { publishedSchema, publishedText } from './published-form.ts'
import { createRemembered } from './remembered.ts'
import { together } from './shared-requests.ts'

export interface ConfluentRegistryDeps extends HttpOptions {
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
  const lookups = createLookups(deps)
  const current = schemaSources(folder)
  const ours = new Map(fingerprintedVersions(folder).map((version) => [version.fingerprint, version]))
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
  /** The id of a version of ours, by its fingerprint, also where it was deleted softly. */
  const idByFingerprint = createRemembered(clock, async (fingerprint: string) => {
    const own = ours.get(fingerprint)
    const registered = own && (await lookups.bySchema(own.subject, publishedText(own.schema), true))
    if (registered !== undefined) pin(registered.id, fingerprint)
    return registered?.id
  })
  const byId = createRemembered(clock, async (id: number): Promise<RegisteredSchema | undefined> => {
    const answer = await lookups.textOf(id)
    const published = publishedSchema(answer?.schema)
    const subject = recordName(published?.schema)
    // INVARIANT: only what was published under a subject of ours counts, whoever else registers there, under whatever name.
    if (answer === undefined || published === undefined || subject === undefined || !current.has(subject)) return undefined
    const own = ours.get(published.fingerprint)
    const { fingerprint } = published
    // A version of ours that somebody deleted softly keeps its id, and what was written with it is read.
    const registered =
      own === undefined
        ? await lookups.bySchema(subject, answer.text)
        : await lookups.bySchema(own.subject, publishedText(own.schema), true)
    if (registered?.id !== id) return undefined
    pin(id, fingerprint)
    return own === undefined
      ? { id, subject, version: registered.version, schema: published.schema, fingerprint }
      : { ...own, id, fingerprint }
  })
  return {
    async idOf(subject) {
      const schema = current.get(subject)
      const id = schema === undefined ? undefined : await idByFingerprint(schemaFingerprint(schema))
      if (id === undefined)
        throw new RegistryError(
          'unknown-subject',
          `The registry lacks ${subject} as this release has it: run \`throughline schemas publish\`.`,
        )
      return id
    },
    schemaOf: async (id) => (Number.isInteger(id) && id > 0 && id <= MAX_ID ? byId(id) : undefined),
    async versionsOf(subject) {
      const own = [...ours].filter(([, version]) => version.subject === subject)
      const found = await together(own, async ([fingerprint, version]) => ({
        ...version,
        id: await idByFingerprint(fingerprint),
        fingerprint,
      }))
      return found.flatMap(({ id, ...version }) => (id === undefined ? [] : [{ ...version, id }]))
    },
  }
}
