import type { Request, Response } from 'express'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { staffOf } from '../identity/credential.ts'
import type { PendingSignIn, PendingSignIns } from '../identity/pending-sign-in.ts'
import type { SignedIn, SignIn } from '../identity/sign-in.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { PageCookie } from './cookie.ts'
import { firstPage } from './first-page.ts'
import { frameIfAny } from './frame.ts'
import { checkSameOrigin } from './form.ts'
import type { Render } from './render.ts'
import { formAt, needsPurpose } from './kept/form-pages.ts'
import { LEAVE_NOTHING } from './leave-nothing.ts'
import { leadsBack } from './renewed-sign-in.ts'
import { visitIn, type VisitDeps } from './visit.ts'

export interface SignInPages extends VisitDeps {
  readonly signIn: SignIn
  readonly pendingSignIns: PendingSignIns
  readonly pendingCookie: PageCookie
  readonly render: Render
  readonly catalogue: Catalogue
}

/** Whether an authorization response, or an error response, is to this sign-in: it has its state, once (RFC 6749, 4.1.2). */
function answers({ searchParams }: URL, { state }: PendingSignIn): boolean {
  const states = searchParams.getAll('state')
  return states.length === 1 && states[0] === state
}

/** Before the name of a field that was written into the form from which somebody is asked to sign in again. */
const WRITTEN = 'written.'
const writtenBefore = (form: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...form].flatMap(([name, value]) => (name.startsWith(WRITTEN) ? [[name.slice(WRITTEN.length), value]] : [])))

/** Pages of signing in and out. */
export function signInHandlers({
  sessions,
  cookie,
  origin,
  standing,
  words,
  signIn,
  pendingSignIns,
  pendingCookie,
  catalogue,
  render,
  clock,
  act,
}: SignInPages): Handlers {
  const begin = async (response: Response, again?: PendingSignIn['again']): Promise<void> => {
    const { address, pending } = await signIn.begin()
    pendingCookie.set(response, await pendingSignIns.seal({ ...pending, again }))
    response.redirect(303, address)
  }
  const failed = (response: Response): void => {
    response
      .status(401)
      .type('html')
      .send(render('sign-in', { title: 'Sign in', failed: true }))
  }
  /** To the words that are kept for this person, or to the choice of a purpose; words of somebody else are kept no longer. */
  const afterSignIn = async (request: Request, response: Response, staff: string): Promise<string> => {
    const kept = await words.find(request, staff)
    if (kept === undefined) await words.forget(request, response)
    return kept === undefined || needsPurpose(kept.page) ? '/purpose' : kept.page
  }
  /** What becomes of a sign-in: `unauthenticated` where the issuer vouches for nobody, or who it is has no standing; `forbidden` where another person signed in than was asked to. */
  const outcomeOf = async (
    signedIn: SignedIn | undefined,
    again: PendingSignIn['again'],
  ): Promise<'permit' | 'unauthenticated' | 'forbidden'> => {
    if (signedIn === undefined || (await standing(signedIn.reader)) === undefined) return 'unauthenticated'
    return again === undefined || again.staff === staffOf(signedIn.reader) ? 'permit' : 'forbidden'
  }
  const pageFor = (session: Awaited<ReturnType<typeof sessions.find>>): string => {
    if (session?.reader === undefined) return '/sign-in'
    return session.purpose === undefined ? '/purpose' : firstPage(session.reader.role, session.purpose)
  }
  return {
    'GET /': async (request, response) => {
      const id = cookie.read(request)
      const session = id === undefined ? undefined : await sessions.find(id)
      response.redirect(303, pageFor(session))
    },
    'GET /sign-in': (request, response) => {
      response.type('html').send(render('sign-in', { ...frameIfAny(response, catalogue), title: 'Sign in', kept: words.has(request) }))
    },
    'POST /sign-in': async (request, response) => {
      checkSameOrigin(request, origin)
      await begin(response)
    },
    'GET /signed-in': async (request, response) => {
      const sealed = pendingCookie.read(request)
      const callback = new URL(request.originalUrl, origin)
      const pending = sealed === undefined ? undefined : await pendingSignIns.open(sealed)
      // An answer that is not to the sign-in of this browser (somebody sent the person here) changes nothing: neither that sign-in nor the visit.
      if (pending === undefined || !answers(callback, pending)) {
        failed(response)
        return
      }
      const signedIn = await signIn.finish(callback, pending)
      pendingCookie.clear(response)
      const { again } = pending
      const id = cookie.read(request)
      const before = id === undefined ? undefined : await sessions.find(id)
      const outcome = await outcomeOf(signedIn, again)
      await act({ action: 'sign-in', by: signedIn?.reader, outcome, page: again === undefined ? {} : { again: 'yes' } })
      // Whoever comes back signed in ends the visit before, cookie and session; a sign-in that failed leaves both.
      if (id !== undefined && signedIn !== undefined) {
        await sessions.end(id)
        cookie.clear(response)
        const left = before?.reader
        if (left !== undefined && staffOf(left) !== staffOf(signedIn.reader))
          await act({ action: 'sign-out', by: left, page: { how: 'another-person' } })
      }
      if (signedIn === undefined || outcome !== 'permit') {
        failed(response)
        return
      }
      const { reader, sid, authenticatedAgo: ago } = signedIn
      const begun = { reader, ...(ago === undefined ? {} : { authenticatedAt: new Date(clock.now() - ago).toISOString() }) }
      const goesOn = again !== undefined && before?.reader !== undefined && staffOf(before.reader) === again.staff
      const { purpose, justifications } = goesOn ? before : {}
      const kept = { ...(purpose === undefined ? {} : { purpose }), ...(justifications === undefined ? {} : { justifications }) }
      cookie.set(response, (await sessions.begin({ ...begun, ...kept }, sid)).id)
      response.redirect(303, again?.to ?? (await afterSignIn(request, response, staffOf(reader))))
    },
    'POST /sign-in/again': async (request, response) => {
      const { session, form } = visitIn(response)
      const to = form.get('to') ?? ''
      if (!leadsBack(to)) throw new Problem('invalid-request')
      const staff = staffOf(session.reader)
      const action = form.get('action') ?? ''
      const row = formAt(action)
      if (row !== undefined) await words.keep(request, response, { staff, row, action, fields: writtenBefore(form) })
      await begin(response, { staff, to })
    },
    'POST /sign-out': async (request, response) => {
      const { id, session } = visitIn(response)
      await sessions.end(id)
      await words.forget(request, response)
      cookie.clear(response)
      response.setHeader('Clear-Site-Data', LEAVE_NOTHING)
      await act({ action: 'sign-out', by: session.reader, page: { how: 'asked' } })
      response.redirect(303, '/signed-out')
    },
    'GET /signed-out': (request, response) => {
      response.type('html').send(render('signed-out', { title: 'Signed out', kept: words.has(request) }))
    },
  }
}
