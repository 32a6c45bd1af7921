import { Router } from 'express'
import type { AgencyKeyStore } from '../../../infra/agency-keys/port.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import { sendJson } from '../../api/json.ts'
import type { Handlers } from '../../api/register.ts'
import type { Authenticate } from '../tokens.ts'
import { createSystemsAuthenticate } from './authenticate.ts'
import { createSystemsProvider } from './provider.ts'
import { tokenKey } from './signing-key.ts'

/** How agencies' systems sign in. */
export interface Systems {
  readonly authenticate: Authenticate
  /** The token endpoint, its keys and metadata. */
  readonly handlers: Handlers
}

const MOUNT = '/oauth'

/** The authorization server of this installation's agencies. `secret`: 32 bytes, the same on all gateways; `origin`: where they are reached. */
export async function createSystems({
  origin,
  secret,
  keys,
  clock,
}: {
  readonly origin: string
  readonly secret: Buffer
  readonly keys: AgencyKeyStore
  readonly clock: Clock
}): Promise<Systems> {
  const issuer = `${origin}${MOUNT}`
  const signing = await tokenKey(secret)
  const provider = Router().use(MOUNT, createSystemsProvider({ issuer, keys, signing, clock }).callback())
  return {
    authenticate: createSystemsAuthenticate({ issuer, publicJwk: signing.publicJwk, keys, clock }),
    handlers: {
      'POST /oauth/token': provider,
      'GET /oauth/jwks': provider,
      // RFC 8414, 3.1: the well-known part comes before the issuer's path.
      'GET /.well-known/oauth-authorization-server/oauth': (_request, response) => {
        sendJson(response, 200, {
          issuer,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          grant_types_supported: ['client_credentials'],
          response_types_supported: [],
          token_endpoint_auth_methods_supported: ['private_key_jwt'],
          token_endpoint_auth_signing_alg_values_supported: ['EdDSA', 'Ed25519', 'ES256', 'RS256', 'PS256'],
        })
      },
    },
  }
}
