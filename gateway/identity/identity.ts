import type { RequestHandler } from 'express'
import { join } from 'node:path'
import { createLocalJWKSet, createRemoteJWKSet } from 'jose'
import type { AgencyKeyStore } from '../../infra/agency-keys/port.ts'
import { openSqliteAgencyKeyStore } from '../../infra/agency-keys/sqlite/store.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import type { SessionStore } from '../../infra/sessions/port.ts'
import { openSqliteSessionStore } from '../../infra/sessions/sqlite/store.ts'
import type { Handlers } from '../api/register.ts'
import { notFound } from '../api/send-problem.ts'
import type { Render } from '../pages/render.ts'
import { backChannelLogoutHandlers, type VisitEnded } from './back-channel-logout.ts'
import { createIssueToken, type IssueToken } from './bundled/issue-token.ts'
import type { People } from './bundled/people.ts'
import { pickerHandlers } from './bundled/picker.ts'
import { CLIENT_ID, createProvider, refuseOutsideDemonstration, SCOPE } from './bundled/provider.ts'
import { providerPages } from './bundled/provider-pages.ts'
import { signingKey } from './bundled/signing-key.ts'
import { createReadLogoutToken } from './logout-token.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createSignIn, type SignIn } from './sign-in.ts'
import { createSystems } from './systems/systems.ts'
import { createAuthenticate, type Authenticate } from './tokens.ts'

/** Who signs in and how. */
export interface Identity {
  readonly authenticate: Authenticate
  readonly signIn: SignIn
  readonly sessions: Sessions
  /** Issues tokens; of the bundled sign-in only. */
  readonly issueToken: IssueToken | undefined
  /** The keys that agencies' systems sign in with. */
  readonly agencyKeys: AgencyKeyStore
  /** Handlers of back-channel logout, of the systems' token endpoint and of the bundled sign-in's page. */
  readonly handlers: (ended: VisitEnded) => Handlers
  /** The bundled provider itself, for /oidc. */
  readonly provider: RequestHandler | undefined
  /** Further origins that a form may lead to. */
  readonly formAction: readonly string[]
  close(): Promise<void>
}

export interface IdentityOptions {
  /** Where this gateway is reached, without a slash at the end. */
  readonly origin: string
  readonly data: string
  readonly clock: Clock
  /** Where sessions are kept, closed with the identity. Default: a file in the data folder, for one gateway. */
  readonly sessionStore?: SessionStore
  /** Where agencies' keys are kept, closed with the identity. Default: a file in the data folder, for one gateway. */
  readonly agencyKeys?: AgencyKeyStore
  /** 32 bytes that all gateways of the installation share: what agencies' access tokens are signed with. */
  readonly systemsSecret: Buffer
}

const sessionsOf = ({ data, clock, sessionStore }: IdentityOptions): Sessions =>
  createSessions({ store: sessionStore ?? openSqliteSessionStore(join(data, 'identity', 'sessions.sqlite')), clock })

/** What both kinds of sign-in have. */
async function common(options: IdentityOptions) {
  const { origin, data, clock, systemsSecret: secret } = options
  const sessions = sessionsOf(options)
  const agencyKeys = options.agencyKeys ?? openSqliteAgencyKeyStore(join(data, 'identity', 'agency-keys.sqlite'))
  const systems = await createSystems({ origin, secret, keys: agencyKeys, clock })
  /** A token is a system's or of the issuer of people: each is verified by its own issuer's keys, and passes as nothing else. */
  const either =
    (people: Authenticate): Authenticate =>
    async (authorization) =>
      (await systems.authenticate(authorization)) ?? people(authorization)
  return {
    sessions,
    agencyKeys,
    systems,
    either,
    close: async () => {
      await sessions.close()
      await agencyKeys.close()
    },
  }
}

const CALLBACK = '/signed-in'
const LOGOUT = '/backchannel-logout'
const PICKER_ROUTES = ['GET /oidc/interaction/:uid', 'POST /oidc/interaction/:uid'] as const

/** The bundled sign-in with made-up people. Throws BundledSignInError in production and on a host that others can reach. */
export async function createBundledIdentity(
  options: IdentityOptions & { readonly people: People; readonly render: Render; readonly production: boolean; readonly host: string },
): Promise<Identity> {
  const { origin, data, clock, people, render } = options
  refuseOutsideDemonstration(options)
  refuseOutsideDemonstration({ production: options.production, host: new URL(origin).hostname })
  const issuer = `${origin}/oidc`
  const signing = await signingKey(data)
  const redirectUri = `${origin}${CALLBACK}`
  const provider = createProvider({
    clock,
    issuer,
    redirectUri,
    logoutUri: `${origin}${LOGOUT}`,
    people,
    signing,
    pages: providerPages(render, people),
  })
  const { sessions, agencyKeys, systems, either, close } = await common(options)
  const keys = createLocalJWKSet({ keys: [signing.publicJwk] })
  return {
    authenticate: either(createAuthenticate({ issuer, clock, keys, type: 'at+jwt' })),
    signIn: createSignIn({ issuer, clientId: CLIENT_ID, scope: SCOPE, redirectUri, idTokenAlgorithm: 'ES256' }),
    sessions,
    agencyKeys,
    close,
    issueToken: createIssueToken({ issuer, people, signing, clock }),
    handlers: (ended) => ({
      ...systems.handlers,
      ...pickerHandlers({ provider, people, render, origin }),
      ...backChannelLogoutHandlers({ sessions, ended, read: createReadLogoutToken({ issuer, clientId: CLIENT_ID, keys, clock }) }),
    }),
    provider: provider.callback() as unknown as RequestHandler,
    formAction: [],
  }
}

/** Sign-in with another OpenID Connect issuer, whose tokens carry the claims `agency` and `role` (`kind: agency` for systems). */
export async function createIdentity(options: IdentityOptions & { readonly issuer: string }): Promise<Identity> {
  const { origin, clock, issuer } = options
  const { sessions, agencyKeys, systems, either, close } = await common(options)
  const keys = remoteKeys(issuer)
  return {
    authenticate: either(createAuthenticate({ issuer, clock, keys })),
    signIn: createSignIn({ issuer, clientId: CLIENT_ID, scope: SCOPE, redirectUri: `${origin}${CALLBACK}`, idTokenAlgorithm: 'RS256' }),
    sessions,
    agencyKeys,
    close,
    issueToken: undefined,
    handlers: (ended) => ({
      ...systems.handlers,
      ...Object.fromEntries(PICKER_ROUTES.map((key) => [key, notFound])),
      ...backChannelLogoutHandlers({ sessions, ended, read: createReadLogoutToken({ issuer, clientId: CLIENT_ID, keys, clock }) }),
    }),
    provider: undefined,
    formAction: [new URL(issuer).origin],
  }
}

/** Verifies tokens of people alone, where no pages are served. */
export const authenticatePeople = (issuer: string, clock: Clock): Authenticate =>
  createAuthenticate({ issuer, clock, keys: remoteKeys(issuer) })

/** The issuer's keys, by its metadata, fetched at first use and kept by jose. */
function remoteKeys(issuer: string): ReturnType<typeof createRemoteJWKSet> {
  let known: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined
  const find = async (): Promise<ReturnType<typeof createRemoteJWKSet>> => {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
    const { jwks_uri: address } = (await response.json()) as { readonly jwks_uri?: unknown }
    if (!response.ok || typeof address !== 'string') throw new Error('The issuer gives no keys')
    return createRemoteJWKSet(new URL(address))
  }
  const keys = async (...parameters: Parameters<ReturnType<typeof createRemoteJWKSet>>) => {
    known ??= find().catch((error: unknown) => {
      known = undefined
      throw error
    })
    return (await known)(...parameters)
  }
  return keys as unknown as ReturnType<typeof createRemoteJWKSet>
}
