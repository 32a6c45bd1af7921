import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint, type JWK } from 'jose'

/** A key that agencies' systems may sign in with: public, and strong enough. */
export interface PublicKey {
  readonly kid: string
  /** The public members alone, with `alg`, `use` and `kid`. */
  readonly jwk: JWK
}

/** Why a key is not taken: in words that say what would be right, and nothing of the key. */
export interface KeyRefused {
  readonly refused: string
}

const FORM = 'Give a public key as a JWK (an object) or in PEM (a text that begins with -----BEGIN PUBLIC KEY-----).'
const PRIVATE = 'That is a private key. Give the public one, and make a new pair: a private key that was sent is no longer secret.'
const STRONG = 'The key must be Ed25519, on the curve P-256, or RSA with 2048 to 8192 bits.'
/** Members of JWKs that only private and symmetric keys have (RFC 7518, 6). */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

function read(given: unknown): KeyObject | KeyRefused {
  if (typeof given === 'string' && given.includes('PRIVATE KEY')) return { refused: PRIVATE }
  if (typeof given === 'object' && given !== null && SECRET_MEMBERS.some((member) => member in given)) return { refused: PRIVATE }
  try {
    if (typeof given === 'string') return createPublicKey(given)
    return createPublicKey({ key: given as JsonWebKey, format: 'jwk' })
  } catch {
    return { refused: FORM }
  }
}

function algorithmOf(key: KeyObject): string | undefined {
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA'
  if (key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1') return 'ES256'
  // An RSA key signs by RS256 or PS256, as its owner likes.
  return key.asymmetricKeyType === 'rsa' && modulusLength >= 2048 && modulusLength <= 8192 ? '' : undefined
}

/** Reads a public key as it was given, JWK or PEM. What it has beside the public members is dropped. */
export async function publicKey(given: unknown): Promise<PublicKey | KeyRefused> {
  const key = read(given)
  if ('refused' in key) return key
  const algorithm = algorithmOf(key)
  if (algorithm === undefined) return { refused: STRONG }
  const members = key.export({ format: 'jwk' }) as JWK
  const kid = await calculateJwkThumbprint(members, 'sha256')
  return { kid, jwk: { ...members, use: 'sig', kid, ...(algorithm === '' || algorithm === 'EdDSA' ? {} : { alg: algorithm }) } }
}
