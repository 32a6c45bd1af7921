import { hash } from 'node:crypto'
import type { SealedPart } from '../case/index-part.ts'

/** What each log's chain begins its hashes with. */
export const CASE_TAG = 'throughline.case.v1'
export const LINKS_TAG = 'throughline.links.v1'
export const CONTROL_TAG = 'throughline.control.v1'

export type ChainTag = typeof CASE_TAG | typeof LINKS_TAG | typeof CONTROL_TAG

/** `chain[0]`: 32 zero bytes. */
export const CHAIN_START: Buffer = Buffer.alloc(32)

/** In one call: a hash object costs more than these few bytes. */
const sha256 = (parts: readonly Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer')

/** `SHA-256(class ‖ 0x00 ‖ owner ‖ 0x00 ‖ sealed)`: over sealed bytes, so that it holds when a key is destroyed. */
export const partHash = (part: SealedPart): Buffer => sha256([Buffer.from(`${part.class}\u0000${part.owner}\u0000`, 'utf8'), part.sealed])

/**
 * `SHA-256(tag ‖ chain[n−1] ‖ n as 8 bytes ‖ fingerprint as 32 bytes ‖ length as 4 bytes ‖ index bytes ‖ hashes of the parts)`, numbers big-endian.
 * `fingerprint`: SHA-256 of the record's writer schema, hex. `bytes`: the index part, or of links.events and control.events the whole entry, as its
 * writer wrote it in Avro.
 */
export function nextChain(
  tag: ChainTag,
  previous: Uint8Array,
  n: number,
  fingerprint: string,
  bytes: Uint8Array,
  partHashes: readonly Uint8Array[],
): Buffer {
  const number = Buffer.alloc(8)
  number.writeBigUInt64BE(BigInt(n))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return sha256([Buffer.from(tag, 'utf8'), previous, number, Buffer.from(fingerprint, 'hex'), length, bytes, ...partHashes])
}
