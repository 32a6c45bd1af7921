import { partKeysUnder } from './part-key.ts'
import { sealingKey, type SealingKey } from './seal.ts'

/** Keys of sealed bytes, as a vault gives them: 32 bytes each. */
export interface NeededKeys {
  /** Of case, person and class. */
  readonly ofScope: Uint8Array
  /** Of the event alone; undefined for parts of an earlier release, which are under the key of their scope alone. */
  readonly ofEvent: Uint8Array | undefined
}

/** Makes keys ready to seal and open. What follows from the key of a scope is worked out once, where it is the same object. */
export function createReadyKeys(): (keys: NeededKeys) => SealingKey {
  const ready = new Map<Uint8Array, { readonly alone: () => SealingKey; readonly under: ReturnType<typeof partKeysUnder> }>()
  const readyFor = (key: Uint8Array) => {
    const known = ready.get(key)
    if (known !== undefined) return known
    const made = { alone: () => sealingKey(Buffer.from(key.buffer, key.byteOffset, key.length)), under: partKeysUnder(key) }
    ready.set(key, made)
    return made
  }
  return ({ ofScope, ofEvent }) => {
    const { alone, under } = readyFor(ofScope)
    return ofEvent === undefined ? alone() : under(ofEvent)
  }
}
