import { errors, jwtVerify, type JWTHeaderParameters, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import type { Clock } from '../../infra/clock/clock.ts'
import { credentialOf } from './claims.ts'
import type { Credential } from './credential.ts'

/** Audience of every token for this gateway. */
export const AUDIENCE = 'throughline'
export const ALGORITHMS = ['ES256', 'RS256', 'EdDSA', 'Ed25519'] as const

/** Claims that only id tokens (OpenID Connect Core, 2 and 3.3.2.11) and logout or security event tokens (Back-Channel Logout, 2.4; RFC 8417) have. */
const NEVER_IN_ACCESS_TOKENS = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events'] as const
/** Claims that access tokens have (RFC 9068, 2.2; `scp` at some issuers), and id tokens and logout tokens have not. */
const ONLY_IN_ACCESS_TOKENS = ['client_id', 'scope', 'scp'] as const

const BEARER = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i

/** Who a request's Authorization header says, or undefined: no token, one that is not valid, or expired. */
export type Authenticate = (authorization: string | undefined) => Promise<Credential | undefined>

export interface TokenOptions {
  readonly issuer: string
  /** The issuer's keys: a local set, or jose's remote one. */
  readonly keys: JWTVerifyGetKey
  readonly clock: Clock
  /** The `typ` that a token's header must have (RFC 9068: `at+jwt`). Default: any that an access token may have. */
  readonly type?: string
}

/**
 * Whether a token that is for us is an access token. Our client's id and our audience are the same word, so that an id token and a logout token are for us, too:
 * the header says that it is an access token (RFC 9068, 2.1), or a claim does that no other kind of token has.
 */
export function isAccessToken({ typ }: JWTHeaderParameters, claims: JWTPayload): boolean {
  if (NEVER_IN_ACCESS_TOKENS.some((name) => claims[name] !== undefined)) return false
  const type = typ?.toLowerCase().replace(/^application\//, '')
  if (type === 'at+jwt') return true
  // Issuers from before RFC 9068 call every token a JWT; some say in a claim which kind it is.
  const kind = typeof claims.typ === 'string' ? claims.typ.toLowerCase() : 'bearer'
  return (type === undefined || type === 'jwt') && kind === 'bearer' && ONLY_IN_ACCESS_TOKENS.some((name) => claims[name] !== undefined)
}

/** The claims of a bearer token that is valid, or undefined: an access token, our audience, the issuer's keys, asymmetric algorithms only, an expiry. Rejects when the issuer's keys cannot be had. */
export function createVerify({
  issuer,
  keys,
  clock,
  type,
}: TokenOptions): (authorization: string | undefined) => Promise<JWTPayload | undefined> {
  return async (authorization) => {
    const token = BEARER.exec(authorization ?? '')?.[1]
    if (token === undefined) return undefined
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer,
        audience: AUDIENCE,
        algorithms: [...ALGORITHMS],
        requiredClaims: ['exp', 'iat'],
        currentDate: new Date(clock.now()),
        ...(type === undefined ? {} : { typ: type }),
      })
      return isAccessToken(protectedHeader, payload) ? payload : undefined
    } catch (error) {
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) throw error
      return undefined
    }
  }
}

/** Verifies bearer tokens of an issuer, and says whom they name. Rejects when the issuer's keys cannot be had. */
export function createAuthenticate(options: TokenOptions): Authenticate {
  const verify = createVerify(options)
  return async (authorization) => credentialOf(await verify(authorization))
}
