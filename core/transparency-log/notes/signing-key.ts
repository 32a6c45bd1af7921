import { createPrivateKey, type KeyObject } from 'node:crypto'
import { fromBase64 } from './base64.ts'
import { KEY_TYPES, verifierKey, type KeyType } from './verifier-key.ts'

/** A private key with the name that it signs under. */
export interface SigningKey {
  readonly name: string
  /** As its file says; a cosigner's own may be written as one for notes, as Go's tools do. */
  readonly type: KeyType
  readonly privateKey: KeyObject
}

const PREFIX = 'PRIVATE+KEY+'
const SEED_BYTES = 32
/** What PKCS #8 puts before the seed of an Ed25519 key (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

const privateKeyOf = (seed: Uint8Array): KeyObject => createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })

/** `PRIVATE+KEY+<name>+<id>+<base64 of type and seed>`, as golang.org/x/mod/sumdb/note writes it. */
export function formatSigningKey({ name, type, privateKey }: SigningKey): string {
  const { id } = verifierKey(name, type, privateKey)
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-SEED_BYTES)
  return `${PREFIX}${name}+${id}+${Buffer.concat([Buffer.from([KEY_TYPES[type]]), seed]).toString('base64')}`
}

/** Reads what `formatSigningKey` writes; undefined where it is no key of ours, or its id is not that of its key. */
export function parseSigningKey(text: string): SigningKey | undefined {
  const [name = '', id = '', ...rest] = text.startsWith(PREFIX) ? text.slice(PREFIX.length).split('+') : []
  // Base64 has the plus sign too.
  const bytes = fromBase64(rest.join('+'))
  const type = (Object.keys(KEY_TYPES) as KeyType[]).find((one) => KEY_TYPES[one] === bytes?.[0])
  if (bytes?.length !== SEED_BYTES + 1 || type === undefined) return undefined
  const privateKey = privateKeyOf(bytes.subarray(1))
  try {
    return verifierKey(name, type, privateKey).id === id ? { name, type, privateKey } : undefined
  } catch {
    return undefined
  }
}
