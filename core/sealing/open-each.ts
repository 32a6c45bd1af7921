import { partKeysUnder } from './part-key.ts'
import { open, SealError, sealingKey, type SealingKey } from './seal.ts'

/** Sealed bytes with the keys that they need, as a vault gives them. */
export interface SealedPart {
  /** Of case, person and class. */
  readonly ofScope: Uint8Array
  /** Of the event alone; undefined for parts of an earlier release, which are under the key of their scope alone. */
  readonly ofEvent: Uint8Array | undefined
  /** Associated data. */
  readonly aad: string
  readonly sealed: Uint8Array
}

/** Opens sealed parts, in order; undefined where one does not open. What follows from a key is worked out once, where it is the same object. */
export function openEach(parts: readonly SealedPart[]): readonly (Buffer | undefined)[] {
  const ready = new Map<Uint8Array, { readonly alone: () => SealingKey; readonly under: ReturnType<typeof partKeysUnder> }>()
  const readyFor = (key: Uint8Array) => {
    const known = ready.get(key)
    if (known !== undefined) return known
    const made = { alone: () => sealingKey(Buffer.from(key)), under: partKeysUnder(key) }
    ready.set(key, made)
    return made
  }
  return parts.map(({ ofScope, ofEvent, aad, sealed }) => {
    const { alone, under } = readyFor(ofScope)
    try {
      return open(ofEvent === undefined ? alone() : under(ofEvent), aad, sealed)
    } catch (error) {
      if (error instanceof SealError) return undefined
      throw error
    }
  })
}
