import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'

/** Bytes of an Ed25519 public key (RFC 8032). */
export const PUBLIC_KEY_BYTES = 32
/** Bytes of an Ed25519 signature. */
export const SIGNATURE_BYTES = 64

/** What SPKI puts before an Ed25519 public key (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** The 32 bytes of the public key of an Ed25519 key. Throws a TypeError for another kind of key. */
export function publicKeyOf(key: KeyObject): Buffer {
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('The key is not of Ed25519')
  const spki = (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' })
  return spki.subarray(SPKI.length)
}

/** Signs with an Ed25519 private key. */
export const signEd25519 = (key: KeyObject, message: Uint8Array): Buffer => sign(null, message, key)

/** Whether the signature is of this message by the key of these 32 bytes. Never throws. */
export function verifiesEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== PUBLIC_KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false
  try {
    return verify(null, message, createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' }), signature)
  } catch {
    return false
  }
}
