import type { Response } from 'express'
import type { Clock } from '../../infra/clock/clock.ts'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { staffOf } from '../identity/credential.ts'
import type { PendingSignIn, PendingSignIns } from '../identity/pending-sign-in.ts'
import type { SignIn } from '../identity/sign-in.ts'
import type { PageCookie } from './cookie.ts'
import { checkSameOrigin } from './form.ts'
import type { Render } from './render.ts'
import { leadsBack } from './sign-in-again.ts'
import { visitIn, type VisitDeps } from './visit.ts'

export interface SignInPages extends VisitDeps {
  readonly signIn: SignIn
  readonly pendingSignIns: PendingSignIns
  readonly pendingCookie: PageCookie
  readonly render: Render
  readonly clock: Clock
}

/** Pages of signing in and out. */
export function signInHandlers({ sessions, cookie, origin, stands, signIn, pendingSignIns, pendingCookie, render, clock }: SignInPages): Handlers {
  const begin = async (response: Response, again?: PendingSignIn['again']): Promise<void> => {
    const { address, pending } = await signIn.begin()
    pendingCookie.set(response, await pendingSignIns.seal({ ...pending, again }))
    response.redirect(303, address)
  }
  return {
    'GET /': async (request, response) => {
      const id = cookie.read(request)
      const session = id === undefined ? undefined : await sessions.find(id)
      response.redirect(303, session?.reader === undefined ? '/sign-in' : session.purpose === undefined ? '/purpose' : '/cases')
    },
    'GET /sign-in': (_request, response) => { response.type('html').send(render('sign-in', { title: 'Sign in' })) },
    'POST /sign-in': async (request, response) => {
      checkSameOrigin(request, origin)
      await begin(response)
    },
    'GET /signed-in': async (request, response) => {
      const sealed = pendingCookie.read(request)
      const pending = sealed === undefined ? undefined : await pendingSignIns.open(sealed)
      const signedIn = pending === undefined ? undefined : await signIn.finish(new URL(request.originalUrl, origin), pending)
      pendingCookie.clear(response)
      const { again } = pending ?? {}
      const id = cookie.read(request)
      const before = id === undefined ? undefined : await sessions.find(id)
      // Whoever comes back from a sign-in ends the visit before; who was sent here from elsewhere ends nothing.
      if (id !== undefined && signedIn !== undefined) {
        await sessions.end(id)
        cookie.clear(response)
      }
      if (signedIn === undefined || (again !== undefined && again.staff !== staffOf(signedIn.reader)) || !await stands(signedIn.reader)) {
        response.status(401).type('html').send(render('sign-in', { title: 'Sign in', failed: true }))
        return
      }
      const { reader, sid, authenticatedAgo: ago } = signedIn
      const begun = { reader, ...(ago === undefined ? {} : { authenticatedAt: new Date(clock.now() - ago).toISOString() }) }
      const goesOn = again !== undefined && before?.reader !== undefined && staffOf(before.reader) === again.staff
      const { purpose, justifications } = goesOn ? before : {}
      const kept = { ...(purpose === undefined ? {} : { purpose }), ...(justifications === undefined ? {} : { justifications }) }
      cookie.set(response, (await sessions.begin({ ...begun, ...kept }, sid)).id)
      response.redirect(303, again?.to ?? '/purpose')
    },
    'POST /sign-in/again': async (_request, response) => {
      const { session, form } = visitIn(response)
      const to = form.get('to') ?? ''
      if (!leadsBack(to)) throw new Problem('invalid-request')
      await begin(response, { staff: staffOf(session.reader), to })
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
