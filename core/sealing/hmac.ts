import { hash } from 'node:crypto'

/** Block and output of SHA-256, in bytes. */
const BLOCK_BYTES = 64
const HASH_BYTES = 32
const INNER = 0x36
const OUTER = 0x5c

/** The key filled up to a block and masked, with room behind it. */
function padded(key: Uint8Array, mask: number, room: number): Buffer {
  const bytes = Buffer.allocUnsafe(BLOCK_BYTES + room).fill(mask, 0, BLOCK_BYTES)
  for (let at = 0; at < key.length; at += 1) bytes[at] = mask ^ (key[at] ?? 0)
  return bytes
}

/**
 * HMAC-SHA-256 (RFC 2104) of the parts one after another, under a key of at most 64 bytes. Out of two one-shot hashes: for a key that is used
 * once, Node's own HMAC and key objects cost more than the hashing. Throws a RangeError for a longer key.
 */
export function hmacSha256(key: Uint8Array, parts: readonly Uint8Array[]): Buffer {
  if (key.length > BLOCK_BYTES) throw new RangeError('A key has at most 64 bytes.')
  const inner = padded(key, INNER, parts.reduce((sum, part) => sum + part.length, 0))
  let at = BLOCK_BYTES
  for (const part of parts) {
    inner.set(part, at)
    at += part.length
  }
  const outer = padded(key, OUTER, HASH_BYTES)
  outer.set(hash('sha256', inner, 'buffer'), BLOCK_BYTES)
  return hash('sha256', outer, 'buffer')
}
