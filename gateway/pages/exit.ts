import type { Request, Response } from 'express'
import type { Handlers } from '../api/register.ts'
import { isOwn } from './kept/form-token.ts'
import { staffOf } from '../identity/credential.ts'
import { sentForm } from './form.ts'
import { LEAVE_NOTHING } from './leave-nothing.ts'
import type { VisitDeps } from './visit.ts'

/** A page that says nothing of who opens it: the one of GOV.UK's component "Exit this page". */
export const NEUTRAL_PAGE = 'https://www.bbc.co.uk/weather'

/** Leads away from every page at once and ends the visit. Whatever there is to say against the form: who presses it is led away. */
export function exitHandlers({ sessions, cookie, origin, tokens, words, act }: VisitDeps): Handlers {
  const end = async (request: Request, response: Response): Promise<void> => {
    const form = await sentForm(request, origin)
    const id = cookie.read(request)
    const session = id === undefined ? undefined : await sessions.find(id)
    if (form === undefined || id === undefined || session?.reader === undefined) return
    const owner = { csrf: session.csrf, staff: staffOf(session.reader) }
    // The token may be of the visit before; then the browser's own word that the form is of this service counts.
    if (!isOwn(tokens.read(form.get('csrf') ?? ''), owner) && request.headers['sec-fetch-site'] !== 'same-origin') return
    await sessions.end(id)
    await words.forget(request, response)
    cookie.clear(response)
    response.setHeader('Clear-Site-Data', LEAVE_NOTHING)
    await act({ action: 'sign-out', by: session.reader, page: { how: 'exit' } })
  }
  return {
    'POST /exit': async (request, response) => {
      try {
        await end(request, response)
      } finally {
        response.redirect(303, NEUTRAL_PAGE)
      }
    },
  }
}
