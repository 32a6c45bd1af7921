import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import type { Clock } from '../../infra/clock/clock.ts'
import { ALGORITHMS } from './tokens.ts'

/** The event that a logout token tells of (OpenID Connect Back-Channel Logout 1.0, 2.4). */
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'
/** A logout token that was kept back so long ends nothing any more. */
const MOST_AGE = '2 minutes'

const name = z.string().min(1).max(255)
const logoutClaims = z
  .object({
    jti: name,
    sub: name.optional(),
    sid: name.optional(),
    events: z.object({ [LOGOUT_EVENT]: z.object({}) }),
    nonce: z.undefined().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined)

/** Whose sessions end: those of the issuer's session `sid`, or all of a person's. */
export interface LoggedOut {
  readonly subject: string | undefined
  readonly sid: string | undefined
}

/** What a logout token ends, or undefined for one that is not valid. */
export type ReadLogoutToken = (token: string) => Promise<LoggedOut | undefined>

export interface LogoutTokenOptions {
  readonly issuer: string
  readonly clientId: string
  readonly keys: JWTVerifyGetKey
  readonly clock: Clock
}

/**
 * Validates logout tokens as OpenID Connect Back-Channel Logout 1.0, 2.6 says: the issuer's signature, our client, the event, a subject or session, no nonce.
 * Rejects when the issuer's keys cannot be had.
 */
export function createReadLogoutToken({ issuer, clientId, keys, clock }: LogoutTokenOptions): ReadLogoutToken {
  return async (token) => {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer,
        audience: clientId,
        algorithms: [...ALGORITHMS],
        requiredClaims: ['iat', 'jti'],
        maxTokenAge: MOST_AGE,
        currentDate: new Date(clock.now()),
      })
      const claims = logoutClaims.safeParse(payload)
      if (!claims.success || ![undefined, 'logout+jwt', 'JWT'].includes(protectedHeader.typ)) return undefined
      return { subject: claims.data.sub, sid: claims.data.sid }
    } catch (error) {
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) throw error
      return undefined
    }
  }
}
