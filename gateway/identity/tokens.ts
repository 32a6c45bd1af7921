import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import type { Clock } from '../../infra/clock/clock.ts'
import { credentialOf } from './claims.ts'
import type { Credential } from './credential.ts'

/** Audience of every token for this gateway. */
export const AUDIENCE = 'throughline'
export const ALGORITHMS = ['ES256', 'RS256', 'EdDSA', 'Ed25519'] as const

const BEARER = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i

/** Who a request's Authorization header says, or undefined: no token, one that is not valid, or expired. */
export type Authenticate = (authorization: string | undefined) => Promise<Credential | undefined>

export interface TokenOptions {
  readonly issuer: string
  /** The issuer's keys: a local set, or jose's remote one. */
  readonly keys: JWTVerifyGetKey
  readonly clock: Clock
  /** The `typ` that a token's header must have (RFC 9068: `at+jwt`). Default: any. */
  readonly type?: string
}

/** The claims of a bearer token that is valid, or undefined: JWT, our audience, the issuer's keys, asymmetric algorithms only, an expiry. Rejects when the issuer's keys cannot be had. */
export function createVerify({ issuer, keys, clock, type }: TokenOptions): (authorization: string | undefined) => Promise<JWTPayload | undefined> {
  return async (authorization) => {
    const token = BEARER.exec(authorization ?? '')?.[1]
    if (token === undefined) return undefined
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer, audience: AUDIENCE, algorithms: [...ALGORITHMS], requiredClaims: ['exp', 'iat'], currentDate: new Date(clock.now()),
        ...(type === undefined ? {} : { typ: type }),
      })
      // An id token has our client's id for audience, which is the same word; only id tokens have at_hash (OpenID Connect Core, 3.1.3.6).
      return payload.at_hash === undefined ? payload : undefined
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
