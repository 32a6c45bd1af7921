import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose'

/** The bundled issuer's key: ES256, kept in the data folder, readable by its owner only. */
export interface SigningKey {
  readonly privateJwk: JWK
  readonly publicJwk: JWK
  readonly key: CryptoKey
  /** Signs the bundled provider's cookies. */
  readonly cookieSecret: string
}

const ALGORITHM = 'ES256'

/** Reads `<data>/identity/signing-key.json`, or makes it. */
export async function signingKey(data: string): Promise<SigningKey> {
  const folder = join(data, 'identity')
  const file = join(folder, 'signing-key.json')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) {
    // Whole or not there at all, whatever kills this process meanwhile.
    writeFileSync(`${file}.new`, JSON.stringify(await newKey()), { mode: 0o600, flush: true })
    renameSync(`${file}.new`, file)
  }
  const { privateJwk, cookieSecret } = JSON.parse(readFileSync(file, 'utf8')) as { privateJwk: JWK, cookieSecret: string }
  const publicJwk = Object.fromEntries(Object.entries(privateJwk).filter(([name]) => name !== 'd')) as JWK
  return { privateJwk, publicJwk, cookieSecret, key: (await importJWK(privateJwk, ALGORITHM)) as CryptoKey }
}

async function newKey(): Promise<{ readonly privateJwk: JWK, readonly cookieSecret: string }> {
  const pair = await generateKeyPair(ALGORITHM, { extractable: true })
  const privateJwk = { ...await exportJWK(pair.privateKey), alg: ALGORITHM, use: 'sig', kid: randomBytes(8).toString('hex') }
  return { privateJwk, cookieSecret: randomBytes(32).toString('base64url') }
}
