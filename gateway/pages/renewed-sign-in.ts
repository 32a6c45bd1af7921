import type { Response } from 'express'
import { freshlyAuthenticated } from '../identity/freshly-authenticated.ts'
import { frame, type CasePages } from './frame.ts'
import type { Visit } from './visit.ts'

/** Pages that may be led back to. */
const LEADS_BACK = /^\/(break-glass|reviews|reviews\/closed|cases\/[A-Za-z0-9_-]{22}\/break-glass)$/

export const leadsBack = (to: string): boolean => LEADS_BACK.test(to)

/** Asks somebody who has not signed in in the last minutes to do it again before they go on; true when it did. */
export function askedToSignIn({ reads, catalogue, render }: CasePages, response: Response, visit: Visit, to: string): boolean {
  if (freshlyAuthenticated(visit.session, reads.clock.now())) return false
  response
    .status(401)
    .type('html')
    .send(render('sign-in-again', { ...frame(visit, catalogue), title: 'Sign in again', to }))
  return true
}
