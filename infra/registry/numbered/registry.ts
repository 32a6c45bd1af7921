import type { Numbering } from '../../../core/control/numberings.ts'
import { schemaFingerprint } from '../../../schemas/index.ts'
import { RegistryError } from '../errors.ts'
import type { RegisteredSchema, SchemaRegistry } from '../port.ts'
import type { KnownSchema } from './known-schemas.ts'

/** A registry that is held to the numbers that the control log has of it. */
export interface NumberedRegistry extends SchemaRegistry {
  /** Fingerprint of the schema that an id names now; undefined where neither the control log nor a look-up has said so. */
  fingerprintOf(id: number): string | undefined
}

export interface NumberedRegistryDeps {
  readonly registry: SchemaRegistry
  /** Oldest first; the last is in force. None: what the registry says counts. */
  readonly numberings: readonly Numbering[]
  /** Every released schema. */
  readonly versions: readonly KnownSchema[]
}

const otherwise = (id: number): RegistryError =>
  new RegistryError(
    'renumbered',
    `The schema registry has id ${String(id)} for another schema than the control log. It is another one: see which ids differ, and what to do, with \`throughline schemas check\`.`,
  )

/**
 * The registry port under the numbering in force: what the control log has an id of is written and read by that, whatever the registry says, also while it is away.
 * The registry is asked for the rest, and counts only where the control log does not say otherwise; else this rejects with RegistryError `renumbered`: nothing is
 * written under an id that the logs have for another schema, and nobody's event is refused for it.
 */
export function createNumberedRegistry({ registry, numberings, versions }: NumberedRegistryDeps): NumberedRegistry {
  const recorded: Numbering = numberings.at(-1) ?? new Map()
  const ids = new Map([...recorded].map(([id, schema]) => [schema, id]))
  const ours = new Map(versions.map((version) => [version.fingerprint, version]))
  const given = new Map<number, string>()

  const hold = (id: number, fingerprint: string): void => {
    const [is, should] = [recorded.get(id), ids.get(fingerprint)]
    if ((is !== undefined && is !== fingerprint) || (should !== undefined && should !== id)) throw otherwise(id)
    given.set(id, fingerprint)
  }
  const ownOf = (id: number, fingerprint: string): RegisteredSchema | undefined => {
    const own = ours.get(fingerprint)
    return own && { id, subject: own.subject, version: own.version, schema: own.schema, fingerprint }
  }
  const lookUp = async (id: number): Promise<RegisteredSchema | undefined> => {
    const found = await registry.schemaOf(id)
    if (found !== undefined) hold(id, found.fingerprint ?? schemaFingerprint(found.schema))
    return found
  }
  return {
    async idOf(subject) {
      const fingerprint = versions.findLast((version) => version.subject === subject)?.fingerprint
      const known = fingerprint === undefined ? undefined : ids.get(fingerprint)
      if (known !== undefined) return known
      const id = await registry.idOf(subject)
      if (fingerprint !== undefined) hold(id, fingerprint)
      return id
    },
    async schemaOf(id) {
      const fingerprint = recorded.get(id)
      return (fingerprint === undefined ? undefined : ownOf(id, fingerprint)) ?? lookUp(id)
    },
    async versionsOf(subject) {
      const own = versions.filter((version) => version.subject === subject)
      const known = own
        .flatMap(({ fingerprint }) => {
          const id = ids.get(fingerprint)
          return id === undefined ? [] : [ownOf(id, fingerprint)]
        })
        .filter((one) => one !== undefined)
      if (own.length > 0 && known.length === own.length) return known
      const found = await registry.versionsOf(subject)
      for (const { id, fingerprint, schema } of found) hold(id, fingerprint ?? schemaFingerprint(schema))
      return found
    },
    idNow: (fingerprint) => ids.get(fingerprint),
    fingerprintOf: (id) => recorded.get(id) ?? given.get(id),
  }
}
