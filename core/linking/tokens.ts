import { hash } from 'node:crypto'

/** Bytes that SHA-256 takes at a time, and gives. */
const BLOCK_BYTES = 64
const HASH_BYTES = 32

/** A secret that is ready for many tokens: what HMAC's two hashes (RFC 2104) begin with, and room for the first in the second. */
export interface ReadySecret {
  readonly inner: Uint8Array
  readonly outer: Buffer
}

/** A token's secret: the vault's `linking` secret, ready, or its bytes. */
export type LinkingSecret = ReadySecret | Uint8Array

/** The secret for many tokens. Its bytes: 64 at most. HMAC is written out as the two hashes that it is: Node's own takes half as long again, and an event has dozens of tokens. */
export function linkingSecret(bytes: Uint8Array): ReadySecret {
  if (bytes.length > BLOCK_BYTES) throw new RangeError('A linking secret has 64 bytes at most.')
  const under = (pad: number): Buffer => {
    const block = Buffer.alloc(BLOCK_BYTES, pad)
    for (const [at, byte] of bytes.entries()) block[at] = byte ^ pad
    return block
  }
  return { inner: under(0x36), outer: Buffer.concat([under(0x5c), Buffer.alloc(HASH_BYTES)]) }
}

/** HMAC-SHA-256 of `kind ‖ 0x00 ‖ value`, hex. The value must be normalised. */
export function token(secret: LinkingSecret, kind: string, value: string): string {
  const { inner, outer } = 'inner' in secret ? secret : linkingSecret(secret)
  const text = `${kind}\0${value}`
  const message = Buffer.allocUnsafe(BLOCK_BYTES + Buffer.byteLength(text, 'utf8'))
  message.set(inner)
  message.write(text, BLOCK_BYTES, 'utf8')
  outer.write(hash('sha256', message, 'binary'), BLOCK_BYTES, 'latin1')
  return hash('sha256', outer, 'hex')
}

/** The token of a member of staff, `<agency>:<staff id>`, or of everybody of an agency, `<agency>`. */
export const staffToken = (secret: LinkingSecret, ref: string): string => token(secret, 'staff', ref)

/** A proceeding's tokens, one per area of the agency that quotes it: its id is unique by kind and area. */
export const proceedingTokens = (secret: LinkingSecret, kind: string, areas: readonly string[], id: string): readonly string[] =>
  areas.map((area) => token(secret, kind, `${area}\0${id}`))
