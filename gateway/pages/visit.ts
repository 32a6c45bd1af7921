import type { Request, RequestHandler, Response } from 'express'
import type { Route } from '../api/routes.ts'
import { Problem } from '../api/problem.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import type { Session, Sessions } from '../identity/sessions.ts'
import { StoreBehindError } from '../read/errors.ts'
import type { PageCookie } from './cookie.ts'
import { checkCsrf, checkSameOrigin, readForm } from './form.ts'

/** A signed-in person's request. */
export interface Visit {
  readonly id: string
  readonly session: Session & { readonly reader: ReaderCredential }
  /** Fields of the form that was sent; empty for GET. */
  readonly form: ReadonlyMap<string, string>
}

export interface VisitDeps {
  readonly sessions: Sessions
  readonly cookie: PageCookie
  readonly origin: string
  /** Whether control.events leaves a person their standing, as it says now. */
  readonly stands: (reader: ReaderCredential) => Promise<boolean>
  /** Whether the read store is too far behind its logs to be read. */
  readonly isBehind: () => boolean
}

const signedIn = (session: Session | undefined): session is Visit['session'] => session?.reader !== undefined

/** The check before a page for signed-in people: to sign-in without a session or a standing, to the choice of purpose without one; forms carry the session's token. Who has no session counts by address. */
export function createVisitGuard({
  sessions,
  cookie,
  origin,
  stands,
  isBehind,
  limitAddress,
}: VisitDeps & { readonly limitAddress: (request: Request, response: Response) => void }): (row: Route) => RequestHandler {
  return (row) => async (request, response, next) => {
    const id = cookie.read(request)
    const session = id === undefined ? undefined : await sessions.find(id)
    if (id === undefined || !signedIn(session)) {
      limitAddress(request, response)
      response.redirect(303, '/sign-in')
      return
    }
    if (isBehind()) throw new StoreBehindError()
    if (!(await stands(session.reader))) {
      await sessions.end(id)
      cookie.clear(response)
      response.redirect(303, '/sign-in')
      return
    }
    if (row.purpose && session.purpose === undefined) {
      response.redirect(303, '/purpose')
      return
    }
    let form: Visit['form'] = new Map()
    if (row.method === 'POST') {
      checkSameOrigin(request, origin)
      form = await readForm(request)
      checkCsrf(form, session.csrf)
    }
    response.locals.visit = { id, session, form } satisfies Visit
    next()
  }
}

/** The visit that the guard let in. */
export function visitIn(response: Response): Visit {
  const visit = response.locals.visit as Visit | undefined
  if (visit === undefined) throw new Problem('unauthenticated')
  return visit
}
