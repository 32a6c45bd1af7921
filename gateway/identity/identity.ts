import type { RequestHandler } from 'express'
import { join } from 'node:path'
import { createLocalJWKSet, createRemoteJWKSet } from 'jose'
import type { Clock } from '../../infra/clock/clock.ts'
import type { SessionStore } from '../../infra/sessions/port.ts'
import { openSqliteSessionStore } from '../../infra/sessions/sqlite/store.ts'
import type { Handlers } from '../api/register.ts'
import { notFound } from '../api/send-problem.ts'
import type { Render } from '../pages/render.ts'
import { backChannelLogoutHandlers } from './back-channel-logout.ts'
import { createIssueToken, type IssueToken } from './bundled/issue-token.ts'
import type { People } from './bundled/people.ts'
import { pickerHandlers } from './bundled/picker.ts'
import { CLIENT_ID, createProvider, refuseOutsideDemonstration, SCOPE } from './bundled/provider.ts'
import { signingKey } from './bundled/signing-key.ts'
import { createReadLogoutToken } from './logout-token.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createSignIn, type SignIn } from './sign-in.ts'
import { createAuthenticate, type Authenticate } from './tokens.ts'

/** Who signs in and how. */
export interface Identity {
  readonly authenticate: Authenticate
  readonly signIn: SignIn
  readonly sessions: Sessions
  /** Issues tokens; of the bundled sign-in only. */
  readonly issueToken: IssueToken | undefined
  /** Handlers of back-channel logout and of the bundled sign-in's page. */
  readonly handlers: Handlers
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
}

const CALLBACK = '/signed-in'
const LOGOUT = '/backchannel-logout'
const PICKER_ROUTES = ['GET /oidc/interaction/:uid', 'POST /oidc/interaction/:uid'] as const

const sessionsOf = ({ data, clock, sessionStore }: IdentityOptions): Sessions =>
  createSessions({ store: sessionStore ?? openSqliteSessionStore(join(data, 'identity', 'sessions.sqlite')), clock })

/** The bundled sign-in with made-up people. Throws BundledSignInError in production and on a host that others can reach. */
export async function createBundledIdentity(
  options: IdentityOptions & { readonly people: People, readonly render: Render, readonly production: boolean, readonly host: string },
): Promise<Identity> {
  const { origin, data, clock, people, render } = options
  refuseOutsideDemonstration(options)
  const issuer = `${origin}/oidc`
  const signing = await signingKey(data)
  const redirectUri = `${origin}${CALLBACK}`
  const failed = (): string => render('message', { title: 'Sign-in did not work', texts: ['Begin again.'], link: { href: '/sign-in', text: 'Sign in' } })
  const provider = createProvider({ issuer, redirectUri, logoutUri: `${origin}${LOGOUT}`, people, signing, renderError: failed })
  const sessions = sessionsOf(options)
  const keys = createLocalJWKSet({ keys: [signing.publicJwk] })
  return {
    authenticate: createAuthenticate({ issuer, clock, keys, type: 'at+jwt' }),
    signIn: createSignIn({ issuer, clientId: CLIENT_ID, scope: SCOPE, redirectUri, idTokenAlgorithm: 'ES256' }),
    sessions,
    issueToken: createIssueToken({ issuer, people, signing, clock }),
    handlers: {
      ...pickerHandlers({ provider, people, render, origin }),
      ...backChannelLogoutHandlers({ sessions, read: createReadLogoutToken({ issuer, clientId: CLIENT_ID, keys, clock }) }),
    },
    provider: provider.callback() as unknown as RequestHandler,
    formAction: [],
    close: () => sessions.close(),
  }
}

/** Sign-in with another OpenID Connect issuer, whose tokens carry the claims `agency` and `role` (`kind: agency` for systems). */
export function createIdentity(options: IdentityOptions & { readonly issuer: string }): Identity {
  const { origin, clock, issuer } = options
  const sessions = sessionsOf(options)
  const keys = remoteKeys(issuer)
  return {
    authenticate: createAuthenticate({ issuer, clock, keys }),
    signIn: createSignIn({ issuer, clientId: CLIENT_ID, scope: SCOPE, redirectUri: `${origin}${CALLBACK}`, idTokenAlgorithm: 'RS256' }),
    sessions,
    issueToken: undefined,
    handlers: {
      ...Object.fromEntries(PICKER_ROUTES.map((key) => [key, notFound])),
      ...backChannelLogoutHandlers({ sessions, read: createReadLogoutToken({ issuer, clientId: CLIENT_ID, keys, clock }) }),
    },
    provider: undefined,
    formAction: [new URL(issuer).origin],
    close: () => sessions.close(),
  }
}

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
