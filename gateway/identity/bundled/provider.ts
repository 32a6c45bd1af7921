import { Provider, type Configuration } from 'oidc-provider'
import type { Clock } from '../../../infra/clock/clock.ts'
import type { People } from './people.ts'
import type { SigningKey } from './signing-key.ts'
import { createMemoryAdapter } from './adapter.ts'
import { useOwnPages, type ProviderPages } from './own-pages.ts'

/** The client that our own pages are, with the bundled and with any other issuer: public, with PKCE. */
export const CLIENT_ID = 'throughline'
export const SCOPE = 'openid profile'
const MINUTES = 60

export interface ProviderOptions {
  readonly clock: Clock
  readonly issuer: string
  /** Where a sign-in comes back to. */
  readonly redirectUri: string
  /** Where to say that a session has ended. */
  readonly logoutUri: string
  readonly people: People
  readonly signing: SigningKey
  readonly pages: ProviderPages
}

/** The bundled sign-in must never serve real people. */
export class BundledSignInError extends Error {
  readonly code = 'bundled-sign-in'
  constructor(message: string) {
    super(message)
    this.name = 'BundledSignInError'
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '[::1]', 'localhost'])

/** Throws BundledSignInError in production and on a host that others can reach. */
export function refuseOutsideDemonstration(options: { readonly production: boolean; readonly host: string }): void {
  if (options.production)
    throw new BundledSignInError('The bundled sign-in with made-up people does not start with NODE_ENV=production. Set OIDC_ISSUER.')
  if (!LOOPBACK.has(options.host))
    throw new BundledSignInError('The bundled sign-in with made-up people listens on loopback only. Set OIDC_ISSUER, or HOST=127.0.0.1.')
}

/** An OpenID provider (authorization code, PKCE) whose accounts are the made-up readers. Consent is not asked: the client is ours. */
export function createProvider({ clock, issuer, redirectUri, logoutUri, people, signing, pages }: ProviderOptions): Provider {
  const configuration: Configuration = {
    adapter: createMemoryAdapter(() => clock.now()),
    clients: [
      {
        client_id: CLIENT_ID,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: signing.privateJwk.alg === 'RS256' ? 'RS256' : 'ES256',
        backchannel_logout_uri: logoutUri,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [signing.privateJwk] },
    cookies: { keys: [signing.cookieSecret], short: { path: '/oidc', signed: true }, long: { path: '/oidc', signed: true } },
    claims: { openid: ['sub'], profile: ['name', 'agency', 'role'] },
    conformIdTokenClaims: false,
    scopes: ['openid', 'profile'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      backchannelLogout: { enabled: true },
    },
    interactions: { url: (_context, interaction) => `/oidc/interaction/${interaction.uid}` },
    ttl: {
      AccessToken: 5 * MINUTES,
      AuthorizationCode: MINUTES,
      Grant: 60 * MINUTES,
      IdToken: 5 * MINUTES,
      Interaction: 30 * MINUTES,
      Session: 60 * MINUTES,
    },
    findAccount: (_context, id) => {
      const reader = people.readers.get(id)
      return reader && { accountId: id, claims: () => ({ sub: id, name: reader.name, agency: reader.agency, role: reader.role }) }
    },
    loadExistingGrant: async (context) => {
      const { client, session, provider } = context.oidc
      if (!client || !session?.accountId) return undefined
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope(SCOPE)
      await grant.save()
      return grant
    },
    // The one request that it makes is back-channel logout, to our own address: its guard against asking inner networks has nothing to guard.
    fetch: (url, options) => globalThis.fetch(url, options),
    // Never the provider's words.
    renderError: (context) => {
      context.type = 'html'
      context.body = pages.failed()
    },
  }
  const provider = new Provider(issuer, configuration)
  useOwnPages(provider, pages)
  return provider
}
