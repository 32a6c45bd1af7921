import { partAad, type PartBinding } from '../sealing/part-key.ts'
import { createReadyKeys, type NeededKeys } from '../sealing/ready-keys.ts'
import { open, seal, SealError, type SealingKey } from '../sealing/seal.ts'
import { reducePart, type reducePartBefore, type ReduceContext } from './reduce.ts'
import { plaintextOf, valuesOf, type PartValues } from './split.ts'

/** A sealed part with what it is bound to, and what its reduced form depends on. */
export interface SealedPlain {
  readonly binding: Omit<PartBinding, 'form'>
  /** The event's type. */
  readonly type: string
  /** As in the event: ISO 8601 date, or date-time with offset. */
  readonly occurredFrom: string
  readonly sealed: Uint8Array
}

/** What is known of an event type; undefined: nothing. */
export type SchemaOf = (type: string) => ReduceContext['schema']

/** A part's reduced form, sealed under the same key: the same bytes every time; undefined where there is none. Throws SealError where the part does not open. */
export function reduceSealed(
  key: SealingKey,
  { binding, type, occurredFrom, sealed }: SealedPlain,
  schemaOf: SchemaOf,
  reduce: typeof reducePart | typeof reducePartBefore = reducePart,
): Buffer | undefined {
  const values = valuesOf(open(key, partAad({ ...binding, form: 'plain' }), sealed))
  const form: PartValues | null | undefined = reduce(binding.class, values, { schema: schemaOf(type), owner: binding.owner, occurredFrom })
  return form == null ? undefined : seal(key, partAad({ ...binding, form: 'reduced' }), plaintextOf(form))
}

/** Reduces parts of classes that have a reduced form, in order; undefined where one does not open. */
export function reduceEach(parts: readonly (SealedPlain & NeededKeys)[], schemaOf: SchemaOf): readonly (Buffer | undefined)[] {
  const ready = createReadyKeys()
  return parts.map((part) => {
    try {
      return reduceSealed(ready(part), part, schemaOf)
    } catch (error) {
      if (error instanceof SealError) return undefined
      throw error
    }
  })
}
