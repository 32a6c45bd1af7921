import { createPrivateKey, createPublicKey } from 'node:crypto'
import { calculateJwkThumbprint, type JWK } from 'jose'

/** What agencies' access tokens are signed with: one Ed25519 key for all gateways of an installation. */
export interface TokenKey {
  readonly privateJwk: JWK
  readonly publicJwk: JWK
}

/** PKCS #8 of an Ed25519 private key up to its 32 bytes (RFC 8410, 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The key whose private half are these 32 bytes: a secret of the vault. */
export async function tokenKey(secret: Buffer): Promise<TokenKey> {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: 'der', type: 'pkcs8' })
  const members = createPublicKey(key).export({ format: 'jwk' }) as JWK
  const more = { use: 'sig', alg: 'EdDSA', kid: await calculateJwkThumbprint(members, 'sha256') }
  return { privateJwk: { ...(key.export({ format: 'jwk' }) as JWK), ...more }, publicJwk: { ...members, ...more } }
}
