import type { Clock } from '../../infra/clock/clock.ts'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { staffOf } from '../identity/credential.ts'
import type { SignIn } from '../identity/sign-in.ts'
import { checkSameOrigin } from './form.ts'
import type { Render } from './render.ts'
import { leadsBack } from './sign-in-again.ts'
import { visitIn, type VisitDeps } from './visit.ts'

export interface SignInPages extends VisitDeps {
  readonly signIn: SignIn
  readonly render: Render
  readonly clock: Clock
}

/** Pages of signing in and out. */
export function signInHandlers({ sessions, cookie, origin, stands, signIn, render, clock }: SignInPages): Handlers {
  return {
    'GET /': async (request, response) => {
      const id = cookie.read(request)
      const session = id === undefined ? undefined : await sessions.find(id)
      response.redirect(303, session?.reader === undefined ? '/sign-in' : session.purpose === undefined ? '/purpose' : '/cases')
    },
    'GET /sign-in': (_request, response) => { response.type('html').send(render('sign-in', { title: 'Sign in' })) },
    'POST /sign-in': async (request, response) => {
      checkSameOrigin(request, origin)
      const { address, pending } = await signIn.begin()
      cookie.set(response, (await sessions.begin({ pending })).id)
      response.redirect(303, address)
    },
    'GET /signed-in': async (request, response) => {
      const id = cookie.read(request)
      const session = id === undefined ? undefined : await sessions.find(id)
      const { pending, again, purpose, justifications } = session ?? {}
      const signedIn = pending === undefined ? undefined : await signIn.finish(new URL(request.originalUrl, origin), pending)
      if (id !== undefined && pending !== undefined) await sessions.end(id)
      if (signedIn === undefined || (again !== undefined && again.staff !== staffOf(signedIn.reader)) || !await stands(signedIn.reader)) {
        cookie.clear(response)
        response.status(401).type('html').send(render('sign-in', { title: 'Sign in', failed: true }))
        return
      }
      const { reader, sid, authenticatedAgo: ago } = signedIn
      const begun = { reader, ...(ago === undefined ? {} : { authenticatedAt: new Date(clock.now() - ago).toISOString() }) }
      const kept = again === undefined ? {} : { ...(purpose === undefined ? {} : { purpose }), ...(justifications === undefined ? {} : { justifications }) }
      cookie.set(response, (await sessions.begin({ ...begun, ...kept }, sid)).id)
      response.redirect(303, again?.to ?? '/purpose')
    },
    'POST /sign-in/again': async (_request, response) => {
      const { id, session, form } = visitIn(response)
      const to = form.get('to') ?? ''
      if (!leadsBack(to)) throw new Problem('invalid-request')
      const { address, pending } = await signIn.begin()
      await sessions.change(id, { ...session, pending, again: { staff: staffOf(session.reader), to } })
      response.redirect(303, address)
    },
    'POST /sign-out': async (_request, response) => {
      await sessions.end(visitIn(response).id)
      cookie.clear(response)
      response.setHeader('Clear-Site-Data', '"cache", "cookies", "storage"')
      response.redirect(303, '/signed-out')
    },
    'GET /signed-out': (_request, response) => { response.type('html').send(render('signed-out', { title: 'Signed out' })) },
  }
}
