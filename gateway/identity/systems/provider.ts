import { decodeProtectedHeader } from 'jose'
import { errors, Provider, type Adapter, type Configuration } from 'oidc-provider'
import type { AgencyKeyStore } from '../../../infra/agency-keys/port.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import { isAgencyId } from '../../../schemas/ids.ts'
import { AUDIENCE } from '../tokens.ts'
import { CLOCK_LEEWAY_SECONDS } from './clock-leeway.ts'
import type { TokenKey } from './signing-key.ts'

/** How long an access token of an agency's system holds, seconds. */
export const TOKEN_SECONDS = 300
/** The longest life of an assertion, seconds: from `iat`, or from now, to `exp`. */
export const ASSERTION_SECONDS = 300
const RESOURCE = 'urn:throughline'
/** Asymmetric ones alone: no `none`, and no HMAC that could be keyed with a public key. */
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'RS256', 'PS256'] as const

export interface SystemsProviderOptions {
  readonly issuer: string
  readonly keys: AgencyKeyStore
  readonly signing: TokenKey
  readonly clock: Clock
}

const seconds = (ms: number): number => Math.floor(ms / 1000)
const refusal = (description: string): Error => new errors.InvalidClientAuth(description)

/** What the provider keeps: clients are the agencies with a live key, read at every request; used assertions are shared by all gateways; else nothing. */
function createAdapter({ keys, clock }: SystemsProviderOptions): (model: string) => Adapter {
  const nothing: Adapter = {
    upsert: async () => undefined,
    find: async () => undefined,
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    consume: async () => undefined,
    destroy: async () => undefined,
    revokeByGrantId: async () => undefined,
  }
  const client = async (agency: string) => {
    if (!isAgencyId(agency)) return undefined
    const live = await keys.live(agency, clock.now())
    if (live.length === 0) return undefined
    return {
      client_id: agency,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'private_key_jwt',
      id_token_signed_response_alg: 'EdDSA',
      jwks: { keys: live.map(({ jwk }) => JSON.parse(jwk) as object) },
    } as never
  }
  return (model) => {
    if (model === 'Client') return { ...nothing, find: client }
    if (model !== 'ReplayDetection') return nothing
    return {
      ...nothing,
      upsert: async (id, _payload, expiresIn = ASSERTION_SECONDS) => {
        const now = clock.now()
        if (!(await keys.useAssertion({ id: Buffer.from(id, 'base64url'), until: now + (expiresIn + 60) * 1000 }, now)))
          throw refusal('client assertion tokens must only be used once')
      },
    }
  }
}

/**
 * The authorization server for agencies' systems: client credentials (RFC 6749, 4.4) with `private_key_jwt` (RFC 7523, 2.2), and nothing else. Its tokens are
 * JWTs (RFC 9068) of five minutes that name the agency and the key they were asked for with.
 */
export function createSystemsProvider(options: SystemsProviderOptions): Provider {
  const { issuer, keys, signing, clock } = options
  const configuration: Configuration = {
    adapter: createAdapter(options),
    jwks: { keys: [signing.privateJwk] },
    cookies: { keys: [] },
    clockTolerance: CLOCK_LEEWAY_SECONDS,
    scopes: [],
    claims: {},
    responseTypes: [],
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: [...ALGORITHMS] },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => {
          if (resource !== RESOURCE) throw new errors.InvalidTarget()
          return { scope: '', audience: AUDIENCE, accessTokenTTL: TOKEN_SECONDS, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'EdDSA' } } }
        },
      },
    },
    ttl: { ClientCredentials: TOKEN_SECONDS },
    extraTokenClaims: ({ oidc }, token) => {
      const { kid } = decodeProtectedHeader(String(oidc.params?.client_assertion))
      return { kind: 'agency', agency: token.clientId, key: kid }
    },
    assertJwtClientAuthClaimsAndHeader: async (_context, { iat, exp }, { kid }, { clientId }) => {
      const now = seconds(clock.now())
      if (typeof kid !== 'string') throw refusal('the key must be named (kid) in the header')
      const issued = typeof iat === 'number' ? iat : now
      if (issued > now + CLOCK_LEEWAY_SECONDS) throw refusal('the assertion is from later than now')
      if (Number(exp) - Math.min(issued, now) > ASSERTION_SECONDS + CLOCK_LEEWAY_SECONDS)
        throw refusal('the assertion may hold five minutes')
      if (isAgencyId(clientId)) await keys.touch(clientId, kid, clock.now())
    },
  }
  return new Provider(issuer, configuration)
}
