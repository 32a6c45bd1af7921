import express, { type Express, type RequestHandler } from 'express'
import type { Clock } from '../../../infra/clock/clock.ts'
import type { Log } from '../../../infra/telemetry/logger.ts'
import { securityHeaders } from '../../api/security-headers.ts'
import { notFound, problemHandler } from '../../api/send-problem.ts'
import { assetHandler } from '../../pages/assets.ts'
import { atOwnAddress } from '../../pages/own-address.ts'
import type { Render } from '../../pages/render.ts'
import { createIssueToken, type IssueToken } from './issue-token.ts'
import type { People } from './people.ts'
import { pickerHandlers } from './picker.ts'
import { createProvider, refuseOutsideDemonstration } from './provider.ts'
import { providerPages } from './provider-pages.ts'
import { signingKey } from './signing-key.ts'

export interface TrialIssuerOptions {
  /** Where it is reached, without a slash at the end. */
  readonly origin: string
  /** Where people reach the gateways that it is for. */
  readonly gateway: string
  /** Folder of its key. */
  readonly data: string
  readonly people: People
  readonly render: Render
  readonly clock: Clock
  readonly log: Log
  readonly production: boolean
}

export interface TrialIssuer {
  readonly app: Express
  /** What gateways have as OIDC_ISSUER. */
  readonly issuer: string
  readonly issueToken: IssueToken
}

/**
 * The bundled sign-in as an issuer of its own, for several gateways to try: made-up people, no passwords. Throws BundledSignInError in production and where
 * others than this machine can reach it.
 */
export async function createTrialIssuer({
  origin,
  gateway,
  data,
  people,
  render: renderPage,
  clock,
  log,
  production,
}: TrialIssuerOptions): Promise<TrialIssuer> {
  // The pages that header and footer lead to are the gateway's.
  const render: Render = (page, values) => renderPage(page, { ...values, service: gateway })
  for (const host of [new URL(origin).hostname, new URL(gateway).hostname]) refuseOutsideDemonstration({ production, host })
  const issuer = `${origin}/oidc`
  const signing = await signingKey(data, 'RS256')
  const provider = createProvider({
    clock,
    issuer,
    redirectUri: `${gateway}/signed-in`,
    logoutUri: `${gateway}/backchannel-logout`,
    people,
    signing,
    pages: providerPages(render, people),
  })
  const handlers = pickerHandlers({ provider, people, render, origin })
  const app = express()
  app.set('etag', false)
  app.set('x-powered-by', false)
  app.use(...securityHeaders({ https: false, formAction: [gateway] }))
  app.use(atOwnAddress(origin))
  app.get('/livez', (_request, response) => {
    response.json({ status: 'ok' })
  })
  app.get('/assets/:file', assetHandler())
  for (const [key, handler] of Object.entries(handlers)) {
    const [method, path = ''] = key.split(' ')
    app[method === 'POST' ? 'post' : 'get'](path, handler)
  }
  app.use('/oidc', provider.callback() as unknown as RequestHandler)
  app.use(notFound)
  app.use(problemHandler(log, { render, findVisit: async () => undefined, headerOf: () => ({}) }))
  return { app, issuer, issueToken: createIssueToken({ issuer, people, signing, clock }) }
}
