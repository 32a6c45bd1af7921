import { open, SealError, type SealingKey } from '../../core/sealing/seal.ts'
import { lostAmong, type KeyedPart } from './part-keys.ts'
import type { Vault } from './port.ts'

/** A sealed part, with what its keys are looked up by. */
export interface SealedKeyed {
  readonly keyed: KeyedPart
  readonly sealed: Buffer
}

/** Opens a part; undefined where its key was lost and another made in its place. Throws SealError for one that was altered. */
export async function openUnlessLost(vault: Vault, key: SealingKey, aad: string, part: SealedKeyed): Promise<Buffer | undefined> {
  try {
    return open(key, aad, part.sealed)
  } catch (error) {
    if (error instanceof SealError && (await lostAmong(vault, [part])).size > 0) return undefined
    throw error
  }
}
