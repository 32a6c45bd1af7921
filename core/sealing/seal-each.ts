import { createReadyKeys, type NeededKeys } from './ready-keys.ts'
import { seal } from './seal.ts'

/** Bytes that are to be sealed, with the keys that they are sealed under. */
export interface PlainToSeal extends NeededKeys {
  /** Associated data. */
  readonly aad: string
  readonly plaintext: Uint8Array
}

/** Seals each, in order, as `seal` does. */
export function sealEach(parts: readonly PlainToSeal[]): readonly Buffer[] {
  const ready = createReadyKeys()
  return parts.map((part) => seal(ready(part), part.aad, part.plaintext))
}
