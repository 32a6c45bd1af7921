import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose'

/** The bundled issuer's key: ES256 (RS256 where it is a trial issuer of its own), kept in the data folder, readable by its owner only. */
export interface SigningKey {
  readonly privateJwk: JWK
  readonly publicJwk: JWK
  readonly key: CryptoKey
  /** Signs the bundled provider's cookies. */
  readonly cookieSecret: string
}

export type SigningAlgorithm = 'ES256' | 'RS256'

/** Of a JWK, what no one else may have: of an elliptic curve, and of RSA. */
const PRIVATE = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi'])

/** Reads `<data>/identity/signing-key.json`, or makes it. */
export async function signingKey(data: string, algorithm: SigningAlgorithm = 'ES256'): Promise<SigningKey> {
  const folder = join(data, 'identity')
  const file = join(folder, 'signing-key.json')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) {
    // Whole or not there at all, whatever kills this process meanwhile.
    writeFileSync(`${file}.new`, JSON.stringify(await newKey(algorithm)), { mode: 0o600, flush: true })
    renameSync(`${file}.new`, file)
  }
  const { privateJwk, cookieSecret } = JSON.parse(readFileSync(file, 'utf8')) as { privateJwk: JWK; cookieSecret: string }
  const publicJwk = Object.fromEntries(Object.entries(privateJwk).filter(([name]) => !PRIVATE.has(name))) as JWK
  return { privateJwk, publicJwk, cookieSecret, key: (await importJWK(privateJwk, algorithm)) as CryptoKey }
}

async function newKey(algorithm: SigningAlgorithm): Promise<{ readonly privateJwk: JWK; readonly cookieSecret: string }> {
  const pair = await generateKeyPair(algorithm, { extractable: true })
  const privateJwk = { ...(await exportJWK(pair.privateKey)), alg: algorithm, use: 'sig', kid: randomBytes(8).toString('hex') }
  return { privateJwk, cookieSecret: randomBytes(32).toString('base64url') }
}
