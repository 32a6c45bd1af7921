import { createPrivateKey, type JsonWebKey, type KeyObject, type webcrypto } from 'node:crypto'
import * as openid from 'openid-client'
import { AgencyClientError } from './errors.ts'

/** What a system signs in with: its agency and the private half of a key that the agency has added. */
export interface KeyCredentials {
  readonly agency: string
  /** PEM, JWK or KeyObject; Ed25519, P-256 or RSA. */
  readonly key: string | JsonWebKey | KeyObject
}

/** Access tokens of a key. */
export interface KeyToken {
  /** One that holds for a while yet. Rejects with AgencyClientError `sign-in`. */
  current(): Promise<string>
  /** The last one was refused: the next is a new one. */
  forget(): void
}

/** A token is renewed so long before it ends. */
const AHEAD_MS = 30_000

function privateKey(given: KeyCredentials['key']): KeyObject {
  try {
    if (typeof given === 'string') return createPrivateKey(given)
    return 'asymmetricKeyType' in given ? (given as KeyObject) : createPrivateKey({ key: given as JsonWebKey, format: 'jwk' })
  } catch {
    throw new AgencyClientError('sign-in', 'The key must be a private key in PEM or as a JWK.')
  }
}

type Algorithm = Parameters<KeyObject['toCryptoKey']>[0]

function algorithmOf({ asymmetricKeyType: type }: KeyObject): Algorithm {
  if (type === 'ed25519') return { name: 'Ed25519' }
  return type === 'ec' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'RSA-PSS', hash: 'SHA-256' }
}

/** Members of a public JWK, in the order of their thumbprint (RFC 7638, 3.2). */
async function thumbprint(key: KeyObject): Promise<string> {
  const { crv, e, kty, n, x, y } = key.export({ format: 'jwk' })
  const members = Object.fromEntries(Object.entries({ crv, e, kty, n, x, y }).filter(([, value]) => value !== undefined))
  return Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(JSON.stringify(members)))).toString('base64url')
}

/**
 * Signs in by client credentials with `private_key_jwt` (RFC 7523, 2.2) at the service's token endpoint, and keeps the token until shortly before it ends.
 * `base`: the service's address. Throws AgencyClientError `sign-in` for what is no private key.
 */
export function createKeyToken(base: string, { agency, key: given }: KeyCredentials, timeoutMs = 30_000): KeyToken {
  const key = privateKey(given)
  let kept: { readonly token: string; readonly until: number } | undefined
  let underWay: Promise<string> | undefined
  let known: Promise<openid.Configuration> | undefined

  const configuration = async (): Promise<openid.Configuration> => {
    const signing: webcrypto.CryptoKey = key.toCryptoKey(algorithmOf(key), false, ['sign'])
    const issuer = `${base}/oauth`
    const made = new openid.Configuration(
      { issuer, token_endpoint: `${issuer}/token` },
      agency,
      undefined,
      openid.PrivateKeyJwt({ key: signing, kid: await thumbprint(key) }),
    )
    made.timeout = timeoutMs / 1000
    if (base.startsWith('http:')) openid.allowInsecureRequests(made)
    return made
  }
  const signIn = async (): Promise<string> => {
    try {
      const { access_token: token, expires_in: seconds = 0 } = await openid.clientCredentialsGrant(await (known ??= configuration()))
      kept = { token, until: performance.now() + seconds * 1000 - AHEAD_MS }
      return token
    } catch (cause) {
      throw new AgencyClientError(
        'sign-in',
        "The service did not take the key. Is it among the agency's keys, not retired and not ended, and is the clock right?",
        { cause },
      )
    } finally {
      underWay = undefined
    }
  }
  return {
    current: async () => (kept !== undefined && performance.now() < kept.until ? kept.token : (underWay ??= signIn())),
    forget: () => {
      kept = undefined
    },
  }
}
