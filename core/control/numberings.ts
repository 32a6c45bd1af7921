import type { SchemaIds } from './entry.ts'

/** How a schema registry numbers schemas: fingerprint (hex) by wire id. */
export type Numbering = ReadonlyMap<number, string>

/** Numberings with one entry more. Within a numbering the first word on an id, and on a schema, counts: neither is ever said otherwise. */
export function numbered(before: readonly Numbering[], { renumbered, ids }: Pick<SchemaIds, 'renumbered' | 'ids'>): readonly Numbering[] {
  const begins = renumbered || before.length === 0
  const numbering = new Map(begins ? [] : before.at(-1))
  const named = new Set(numbering.values())
  for (const { id, schema } of ids) {
    if (numbering.has(id) || named.has(schema)) continue
    numbering.set(id, schema)
    named.add(schema)
  }
  return [...(begins ? before : before.slice(0, -1)), numbering]
}

/** Where a registry numbers otherwise than the control log says. */
export interface NumberingDifference {
  /** Fingerprint of the schema. */
  readonly schema: string
  /** Its id by the control log; undefined: the control log has none, and the registry's is that of another schema. */
  readonly recorded: number | undefined
  /** Its id in the registry; undefined: the registry lacks it. */
  readonly found: number | undefined
}

/**
 * What a registry says against a numbering. `found`: the id that it gives to each schema that was asked for, undefined where it lacks one. A schema that neither has
 * is no difference, nor is a new one under an id that is free.
 */
export function numberingDifferences(recorded: Numbering, found: ReadonlyMap<string, number | undefined>): readonly NumberingDifference[] {
  const idOf = new Map([...recorded].map(([id, schema]) => [schema, id]))
  return [...found].flatMap(([schema, id]) => {
    const known = idOf.get(schema)
    // A registry may take two versions for one: then both have the id that is recorded of the first.
    const free = (): boolean => id === undefined || !recorded.has(id) || found.get(recorded.get(id) ?? '') === id
    return (known === undefined ? free() : known === id) ? [] : [{ schema, recorded: known, found: id }]
  })
}
