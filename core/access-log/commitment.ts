import { createHash, timingSafeEqual } from 'node:crypto'

export const SALT_BYTES = 32

/** What a commitment of an access record is to. */
export type CommitmentTag = 'actor' | 'request' | 'decision'

/**
 * SHA-256(0x10 ‖ tag ‖ 0x00 ‖ salt of 32 bytes ‖ canonical JSON of the value). Without the salt nobody can find the value by
 * guessing; with the opening gone, the record still proves that nothing was altered.
 */
export function commitment(tag: CommitmentTag, salt: Uint8Array, canonicalJson: string): Buffer {
  if (salt.length !== SALT_BYTES) throw new RangeError('A salt has 32 bytes')
  return createHash('sha256')
    .update(Buffer.from([0x10]))
    .update(tag)
    .update(Buffer.from([0x00]))
    .update(salt)
    .update(canonicalJson)
    .digest()
}

/** True when the commitment is to this value. */
export function commits(committed: Uint8Array, tag: CommitmentTag, salt: Uint8Array, canonicalJson: string): boolean {
  const expected = commitment(tag, salt, canonicalJson)
  return committed.length === expected.length && timingSafeEqual(committed, expected)
}
