import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/** Under a key of its scope alone. */
const SCOPE_KEY = 0x01
/** Under a key that the event's own key is part of (part-key.ts). */
const EVENT_KEY = 0x02
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** The sealed bytes are not what was sealed under this key with these associated data: altered, or another's. */
export class SealError extends Error {
  readonly code = 'unauthentic'
  constructor() {
    super('A sealed part does not open: it was altered, or belongs to another event, person or class.')
    this.name = 'SealError'
  }
}

/** A data key that is ready for much sealing: what follows from the key alone is worked out once. */
export interface SealingKey {
  /** The key itself, for `open`. */
  readonly secret: KeyObject
  readonly nonceKey: KeyObject
  /** True when an event's own key is part of it. */
  readonly ofEvent: boolean
}

/** Makes a key ready. Key objects: with the plain bytes each use would cost Node five times as much. */
export function sealingKey(key: Buffer): SealingKey {
  const secret = createSecretKey(key)
  return { secret, nonceKey: createSecretKey(createHmac('sha256', secret).update('throughline.nonce.v1').digest()), ofEvent: false }
}

/** Whether sealed bytes are under a key that an event's own key is part of. */
export const isUnderEventKey = (sealed: Uint8Array): boolean => sealed[0] === EVENT_KEY

/**
 * Seals bytes with AES-256-GCM (NIST SP 800-38D): 0x01 (0x02 under a key of an event), 12 bytes of nonce, ciphertext, 16 bytes of tag.
 * The nonce is an HMAC of what is sealed, so that the same part sealed twice is the same bytes and a rebuild is byte-identical.
 * INVARIANT: two different (aad, plaintext) never share a nonce under one key but with the chance of a 96-bit collision.
 */
export function seal(key: Buffer | SealingKey, aad: string, plaintext: Uint8Array): Buffer {
  const associated = Buffer.from(aad, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(associated.length)
  const { secret, nonceKey, ofEvent } = Buffer.isBuffer(key) ? sealingKey(key) : key
  const nonce = createHmac('sha256', nonceKey).update(length).update(associated).update(plaintext).digest().subarray(0, NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(associated)
  const body = cipher.update(plaintext)
  return Buffer.concat([Buffer.from([ofEvent ? EVENT_KEY : SCOPE_KEY]), nonce, body, cipher.final(), cipher.getAuthTag()])
}

interface Opener {
  readonly secret: KeyObject
  readonly ofEvent: boolean
}

function openerOf(key: Buffer | SealingKey): Opener {
  return Buffer.isBuffer(key) ? { secret: createSecretKey(key), ofEvent: false } : key
}

/** Opens what `seal` made; with a sealing key when much is opened under one key. Throws SealError when key, associated data or bytes are not those of the sealing. */
export function open(key: Buffer | SealingKey, aad: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  const { secret, ofEvent } = openerOf(key)
  if (bytes.length < 1 + NONCE_BYTES + TAG_BYTES || bytes[0] !== (ofEvent ? EVENT_KEY : SCOPE_KEY)) throw new SealError()
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES)
  const body = bytes.subarray(1 + NONCE_BYTES, bytes.length - TAG_BYTES)
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, nonce)
    decipher.setAAD(Buffer.from(aad, 'utf8')).setAuthTag(bytes.subarray(bytes.length - TAG_BYTES))
    const opened = decipher.update(body)
    // GCM holds nothing back: this checks the tag.
    decipher.final()
    return opened
  } catch {
    throw new SealError()
  }
}
