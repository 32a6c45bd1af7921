import { z } from 'zod'
import { isAgencyId, type AgencyId } from '../../schemas/ids.ts'
import type { Credential, ReaderCredential } from './credential.ts'

/** Ids in tokens: what topic names, key scopes and hashes may hold. Agencies'. */
export const agencyClaim = z.custom<AgencyId>((value) => typeof value === 'string' && isAgencyId(value))
const staff = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/)
const role = z.string().regex(/^[a-z][a-z_]{0,63}$/)

/** `exp`: seconds since the Unix epoch (RFC 7519, 4.1.4). */
const agencyClaims = z.object({ kind: z.literal('agency'), agency: agencyClaim, exp: z.number().optional() })
const readerClaims = z.object({
  sub: staff,
  agency: agencyClaim,
  role,
  kind: z.literal('reader').optional(),
  auth_time: z.number().int().min(0).max(9_999_999_999).optional(),
  name: z.string().max(200).optional(),
})

/** The credential that a token's claims make, or undefined when they make none. */
export function credentialOf(claims: unknown): Credential | undefined {
  const agency = agencyClaims.safeParse(claims)
  if (agency.success) {
    const { agency: name, exp } = agency.data
    return { kind: 'agency', agency: name, ...(exp === undefined ? {} : { expiresAt: new Date(exp * 1000).toISOString() }) }
  }
  return readerOf(claims)
}

/** The reader that an id token's or access token's claims name. */
export function readerOf(claims: unknown): ReaderCredential | undefined {
  const reader = readerClaims.safeParse(claims)
  if (!reader.success) return undefined
  const { sub, agency, role: held, name, auth_time: at } = reader.data
  return {
    kind: 'reader',
    id: sub,
    agency,
    role: held,
    name: name ?? '',
    ...(at === undefined ? {} : { authenticatedAt: new Date(at * 1000).toISOString() }),
  }
}
