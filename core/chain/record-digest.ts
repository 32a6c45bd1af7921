import { hash } from 'node:crypto'

/** What the running hash over the records of a partition begins with: 32 zero bytes. */
export const RUNNING_START: Buffer = Buffer.alloc(32)

const NO_KEY = 0xffffffff

/**
 * `SHA-256(length of the key as 4 bytes ‖ key ‖ value)`, big-endian; without a key the length is 0xffffffff. Offset and append time are not in it, so that a
 * copy into another broker has the same.
 */
export function recordDigest(key: string | null, value: Uint8Array): Buffer {
  const keyBytes = key === null ? Buffer.alloc(0) : Buffer.from(key, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(key === null ? NO_KEY : keyBytes.length)
  return hash('sha256', Buffer.concat([length, keyBytes, value]), 'buffer')
}

/** The running hash after one more record: `SHA-256(running ‖ digest)`. */
export const nextRunning = (running: Uint8Array, digest: Uint8Array): Buffer => hash('sha256', Buffer.concat([running, digest]), 'buffer')
