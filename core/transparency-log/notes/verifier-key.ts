import { hash, type KeyObject } from 'node:crypto'
import { fromBase64 } from './base64.ts'
import { PUBLIC_KEY_BYTES, publicKeyOf } from './ed25519.ts'

/**
 * What a key's signatures are over, by the byte that C2SP signed-note assigns: the note's text, or the text of a checkpoint and a time
 * (cosignature/v1). INVARIANT: the byte is part of the key's id, so a cosignature is never looked for under a key for notes, nor the other way.
 */
export const KEY_TYPES = { note: 0x01, cosignature: 0x04 } as const
export type KeyType = keyof typeof KEY_TYPES

/** A named Ed25519 public key that signs notes in one way. */
export interface VerifierKey {
  readonly name: string
  readonly type: KeyType
  /** Eight hex digits. */
  readonly id: string
  /** 32 bytes. */
  readonly publicKey: Buffer
}

/** Why a text is no verifier key of ours: not of the form, of a signature that we cannot check, or of another id than its key has. */
export type KeyFault = 'malformed' | 'unknown-type' | 'wrong-id'

const NAME = /^[^\p{White_Space}+]+$/u

/** Whether a key may be called so: no white space, no plus, well-formed. */
export const isKeyName = (name: string): boolean => NAME.test(name) && name.isWellFormed()

/** `SHA-256(name ‖ 0x0A ‖ type ‖ public key)`, its first four bytes in hex. */
const keyId = (name: string, type: KeyType, publicKey: Uint8Array): string =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), Buffer.from([KEY_TYPES[type]]), publicKey]), 'hex').slice(0, 8)

/** The key of a name, for one type of signature. Throws a TypeError for a name that no key can have, or a key of another kind. */
export function verifierKey(name: string, type: KeyType, key: KeyObject | Uint8Array): VerifierKey {
  const publicKey = key instanceof Uint8Array ? Buffer.from(key) : publicKeyOf(key)
  if (!isKeyName(name) || publicKey.length !== PUBLIC_KEY_BYTES) throw new TypeError('No such verifier key')
  return { name, type, id: keyId(name, type, publicKey), publicKey }
}

/** `<name>+<id>+<base64 of type and public key>`. */
export const formatVerifierKey = ({ name, type, id, publicKey }: VerifierKey): string =>
  `${name}+${id}+${Buffer.concat([Buffer.from([KEY_TYPES[type]]), publicKey]).toString('base64')}`

/** Reads what `formatVerifierKey` writes. */
export function parseVerifierKey(text: string): VerifierKey | KeyFault {
  const [name = '', id = '', ...rest] = text.split('+')
  // Base64 has the plus sign too.
  const bytes = fromBase64(rest.join('+'))
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(id) || bytes === undefined || bytes.length < 2) return 'malformed'
  const type = (Object.keys(KEY_TYPES) as KeyType[]).find((one) => KEY_TYPES[one] === bytes[0])
  if (type === undefined) return 'unknown-type'
  if (bytes.length !== PUBLIC_KEY_BYTES + 1) return 'malformed'
  const key = verifierKey(name, type, bytes.subarray(1))
  return key.id === id ? key : 'wrong-id'
}
