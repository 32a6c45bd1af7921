import type { Request, RequestHandler, Response } from 'express'
import type { Clock } from '../../infra/clock/clock.ts'
import type { Route } from '../api/routes.ts'
import { Problem } from '../api/problem.ts'
import type { RecordAct } from '../read/acts.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import type { OpenSession, Session, Sessions } from '../identity/sessions.ts'
import { StoreBehindError } from '../read/errors.ts'
import type { PageCookie } from './cookie.ts'
import { checkSameOrigin, readForm, sentForm } from './form.ts'
import { isOwn, type FormTokens } from './kept/form-token.ts'
import { pageOfForm, takesWords } from './kept/form-pages.ts'
import { KEEP_ONLY, writtenIn, type WordsKeeper, type Written } from './kept/kept-words.ts'

/** A signed-in person's request. */
export interface Visit {
  readonly id: string
  readonly session: Session & { readonly reader: ReaderCredential }
  /** Fields of the form that was sent; empty for GET. */
  readonly form: ReadonlyMap<string, string>
  /** Name of the reader's agency. */
  readonly agency: string
  /** When the visit ends if nothing is done, milliseconds since the Unix epoch; from now, milliseconds; and whether it ends then whatever is done. */
  readonly ends: number
  readonly left: number
  readonly isLast: boolean
  /** What forms of the visit carry. */
  readonly token: string
  /** What a form of the page shows as written: what was sent just now, or what is kept of a visit before. */
  readonly typed: Written | undefined
}

/** What control.events says of somebody who has a standing. */
export interface ReaderStanding {
  /** Name of their agency; its id where no entry names it. */
  readonly agency: string
}

export interface VisitDeps {
  readonly sessions: Sessions
  readonly cookie: PageCookie
  readonly origin: string
  readonly clock: Clock
  /** The standing that control.events leaves a person, as it says now. */
  readonly standing: (reader: ReaderCredential) => Promise<ReaderStanding | undefined>
  /** Puts on record what somebody does that is no read. */
  readonly act: RecordAct
  /** Whether the read store is too far behind its logs to be read. */
  readonly isBehind: () => boolean
  readonly tokens: FormTokens
  readonly words: WordsKeeper
}

/**
 * True of what an open page asks for by itself: the stream that says that its case has changed, and itself again. Nobody has to be there for it, so that it extends no visit: a screen that was
 * left ends its visit however much comes into its case.
 */
const isByItself = ({ method, headers }: Request): boolean =>
  method === 'GET' && (headers['sec-fetch-dest'] === 'empty' || headers.accept === 'text/event-stream')

type SignedIn = OpenSession & Visit['session']
const signedIn = (session: OpenSession | undefined): session is SignedIn => session?.reader !== undefined

/** Finds the session of a browser, and what a visit has beside its form. */
function createFind({ sessions, cookie, clock, tokens, standing }: VisitDeps) {
  return {
    session: async (request: Request): Promise<{ readonly id: string; readonly session: SignedIn } | undefined> => {
      const id = cookie.read(request)
      const session = id === undefined ? undefined : await sessions.find(id, { isUse: !isByItself(request) })
      return id === undefined || !signedIn(session) ? undefined : { id, session }
    },
    visit: async (id: string, session: SignedIn): Promise<Visit | undefined> => {
      const now = await standing(session.reader)
      return (
        now && {
          id,
          session,
          form: new Map(),
          agency: now.agency,
          ends: session.ends,
          left: session.ends - clock.now(),
          isLast: session.ends === session.endsAtLast,
          token: tokens.of({ csrf: session.csrf, staff: staffOf(session.reader) }),
          typed: undefined,
        }
      )
    },
  }
}

/** Finds who is signed in on a page that needs nobody to be: for its header. Whatever hinders that, the page is shown without. */
export function createVisitFinder(deps: VisitDeps): (request: Request, response: Response) => Promise<void> {
  const find = createFind(deps)
  return async (request, response) => {
    if (response.locals.visit !== undefined) return
    try {
      const found = await find.session(request)
      response.locals.visit = found && (await find.visit(found.id, found.session))
    } catch {
      response.locals.visit = undefined
    }
  }
}

/** The check before a page for signed-in people: to sign-in without a session or a standing, to the choice of purpose without one; forms carry the session's token. Who has no session counts by address; words that they sent are kept for them. */
export function createVisitGuard(
  deps: VisitDeps & { readonly limitAddress: (request: Request, response: Response) => void },
): (row: Route) => RequestHandler {
  const { sessions, cookie, origin, isBehind, limitAddress, tokens, words, act } = deps
  const find = createFind(deps)
  /** Keeps a form that came without its visit, for who got it. */
  const keepLost = async (row: Route, request: Request, response: Response): Promise<void> => {
    const fields = takesWords(row) ? await sentForm(request, origin) : undefined
    const owner = tokens.read(fields?.get('csrf') ?? '')
    if (fields !== undefined && owner !== undefined)
      await words.keep(request, response, { staff: owner.staff, row, action: request.path, fields })
  }
  /** The form of a visit; undefined where its words are kept, and nothing is done for it. */
  const formOf = async (row: Route, request: Request, response: Response, session: SignedIn): Promise<Visit['form'] | undefined> => {
    checkSameOrigin(request, origin)
    const form = await readForm(request)
    const staff = staffOf(session.reader)
    const owner = tokens.read(form.get('csrf') ?? '')
    const isOfVisit = isOwn(owner, { csrf: session.csrf, staff })
    if (isOfVisit && !form.has(KEEP_ONLY)) return form
    // Of a visit of the same person that is over, or is about to be.
    if (owner?.staff !== staff || !takesWords(row)) throw new Problem('forbidden')
    await words.keep(request, response, { staff, row, action: request.path, fields: form })
    response.redirect(303, pageOfForm(row, request.path, form))
    return undefined
  }
  return (row) => async (request, response, next) => {
    const found = await find.session(request)
    if (found === undefined) {
      limitAddress(request, response)
      if (row.method === 'POST') await keepLost(row, request, response)
      response.redirect(303, '/sign-in')
      return
    }
    const { id, session } = found
    if (isBehind()) throw new StoreBehindError()
    const visit = await find.visit(id, session)
    if (visit === undefined) {
      await sessions.end(id)
      cookie.clear(response)
      await act({ action: 'visit', by: session.reader, outcome: 'unauthenticated', page: { route: row.action } })
      response.redirect(303, '/sign-in')
      return
    }
    if (row.purpose && session.purpose === undefined) {
      response.redirect(303, '/purpose')
      return
    }
    const kept = await words.find(request, staffOf(session.reader))
    if (row.method === 'GET') {
      response.locals.visit = { ...visit, typed: kept?.page === request.path ? kept : undefined } satisfies Visit
      next()
      return
    }
    const form = await formOf(row, request, response, session)
    if (form === undefined) return
    if (kept?.action === request.path) await words.forget(request, response)
    response.locals.visit = { ...visit, form, typed: { action: request.path, fields: writtenIn(form) } } satisfies Visit
    next()
  }
}

/** The visit that the guard let in. */
export function visitIn(response: Response): Visit {
  const visit = response.locals.visit as Visit | undefined
  if (visit === undefined) throw new Problem('unauthenticated')
  return visit
}

/** Who is signed in, on a page that needs nobody to be. */
export const visitIfAny = (response: Response): Visit | undefined => response.locals.visit as Visit | undefined
