import type { RequestHandler, Response } from 'express'
import { credentialKey, type AgencyCredential, type Credential, type ReaderCredential } from '../identity/credential.ts'
import type { Authenticate } from '../identity/tokens.ts'
import { Problem } from './problem.ts'
import type { Route } from './routes.ts'

/** The role that reads access records and runs replays. */
export const AUDITOR = 'auditor'

export interface GuardDeps {
  readonly authenticate: Authenticate
  /** Counts a request of a credential; throws the 429 problem. */
  readonly limit: (key: string) => void
  /** Writes down that a read was refused; it is part of the answer that this happened. */
  readonly recordRefusal: (row: Route, credential: Credential | undefined, outcome: string) => Promise<void>
  /** The check of a page. */
  readonly session: (row: Route) => RequestHandler
}

const isRead = (row: Route): boolean => row.who === 'reader' || row.who === 'auditor'

const allowed = (row: Route, credential: Credential): boolean => {
  if (row.who === 'agency') return credential.kind === 'agency'
  return credential.kind === 'reader' && (row.who !== 'auditor' || credential.role === AUDITOR)
}

/** The check before a route's handler: who asks, how often, and whether the route is for them. Refused reads are on record. */
export function createGuard({ authenticate, limit, recordRefusal, session }: GuardDeps): (row: Route) => RequestHandler {
  return (row) => {
    if (row.who === 'public') return (_request, _response, next) => { next() }
    if (row.who === 'session') return session(row)
    return async (request, response, next) => {
      const credential = await authenticate(request.headers.authorization).catch((cause: unknown) => {
        throw new Problem('unavailable', { cause })
      })
      limit(credential === undefined ? 'nobody' : credentialKey(credential))
      if (credential === undefined || !allowed(row, credential)) {
        const code = credential === undefined ? 'unauthenticated' : 'forbidden'
        if (isRead(row)) await recordRefusal(row, credential, code)
        throw new Problem(code)
      }
      response.locals.credential = credential
      next()
    }
  }
}

/** The agency that the guard let in. */
export function agencyIn(response: Response): AgencyCredential {
  const credential = response.locals.credential as Credential | undefined
  if (credential?.kind !== 'agency') throw new Problem('unauthenticated')
  return credential
}

/** The reader that the guard let in. */
export function readerIn(response: Response): ReaderCredential {
  const credential = response.locals.credential as Credential | undefined
  if (credential?.kind !== 'reader') throw new Problem('unauthenticated')
  return credential
}
