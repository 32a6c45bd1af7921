import { createLocalJWKSet, type JWK } from 'jose'
import { z } from 'zod'
import type { AgencyKeyStore } from '../../../infra/agency-keys/port.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import { agencyClaim } from '../claims.ts'
import { createVerify, type Authenticate } from '../tokens.ts'

const systemClaims = z
  .object({ kind: z.literal('agency'), agency: agencyClaim, key: z.string(), sub: z.string() })
  .refine(({ agency, sub }) => agency === sub)

/**
 * Verifies access tokens of agencies' systems: ours, and only while the key they were asked for with is live, so that a key that is retired ends its tokens, too.
 * The credential ends when the last of the agency's keys does.
 */
export function createSystemsAuthenticate({
  issuer,
  publicJwk,
  keys,
  clock,
}: {
  readonly issuer: string
  readonly publicJwk: JWK
  readonly keys: AgencyKeyStore
  readonly clock: Clock
}): Authenticate {
  const verify = createVerify({ issuer, keys: createLocalJWKSet({ keys: [publicJwk] }), clock, type: 'at+jwt' })
  return async (authorization) => {
    const claims = systemClaims.safeParse(await verify(authorization))
    if (!claims.success) return undefined
    const { agency, key } = claims.data
    const live = await keys.live(agency, clock.now())
    if (!live.some(({ kid }) => kid === key)) return undefined
    return { kind: 'agency', agency, expiresAt: new Date(Math.max(...live.map(({ endsAt }) => endsAt))).toISOString() }
  }
}
