import { createReadyKeys, type NeededKeys } from './ready-keys.ts'
import { open, SealError } from './seal.ts'

/** Sealed bytes with the keys that they need. */
export interface SealedPart extends NeededKeys {
  /** Associated data. */
  readonly aad: string
  readonly sealed: Uint8Array
}

/** Opens sealed parts, in order; undefined where one does not open. What follows from a key is worked out once, where it is the same object. */
export function openEach(parts: readonly SealedPart[]): readonly (Buffer | undefined)[] {
  const ready = createReadyKeys()
  return parts.map((part) => {
    try {
      return open(ready(part), part.aad, part.sealed)
    } catch (error) {
      if (error instanceof SealError) return undefined
      throw error
    }
  })
}
