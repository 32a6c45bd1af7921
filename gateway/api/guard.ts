import type { Request, RequestHandler, Response } from 'express'
import type { AuditStanding } from './audit/audit-standing.ts'
import { credentialKey, type AgencyCredential, type Credential, type ReaderCredential } from '../identity/credential.ts'
import type { Authenticate } from '../identity/tokens.ts'
import { AUDITING_ROLES } from '../../core/control/oversight.ts'
import { StoreBehindError } from '../read/errors.ts'
import { isLimitedByAddress } from './address-limit.ts'
import { Problem } from './problem.ts'
import type { Route } from './routes.ts'

/** The role of an auditor, as pages know it. */
export const AUDITOR = 'auditor'

export interface GuardDeps {
  readonly authenticate: Authenticate
  /** Whether control.events leaves a credential its standing, as it says now. */
  readonly stands: (credential: Credential) => Promise<boolean>
  /** How a credential that asks who read what stands: by the read store, or, where that cannot be trusted, by control.events itself. */
  readonly standsToAudit: (credential: ReaderCredential) => Promise<AuditStanding>
  /** Whether the read store is too far behind its logs to be read. */
  readonly isBehind: () => boolean
  /** Counts a request of a credential, or of all who have none; throws the 429 problem. */
  readonly limit: (key: string | undefined, response: Response) => void
  /** Counts a request of an address; throws the 429 problem. */
  readonly limitAddress: (request: Request, response: Response) => void
  /** Writes down that a read was refused; it is part of the answer that this happened. */
  readonly recordRefusal: (row: Route, credential: Credential | undefined, outcome: string) => Promise<void>
  /** The check of a page. */
  readonly session: (row: Route) => RequestHandler
  /** Finds who is signed in, for the header of a page that anybody may see. */
  readonly findVisit: (request: Request, response: Response) => Promise<void>
}

/** Whether an answer is made of the read store. Access records and replays are of the logs; where to look for who read what is in the store. */
const readsStore = (row: Route): boolean =>
  row.openTo === 'reader' || row.action.startsWith('publication') || row.path.startsWith('/v1/audit/')

/** Pages without a header of somebody's: before a sign-in, after it, and on its way. */
const NOBODY_THERE = new Set(['page-home', 'page-sign-in-callback', 'page-signed-out', 'page-picker', 'page-asset'])
const hasHeader = ({ method, action }: Route): boolean => method === 'GET' && action.startsWith('page-') && !NOBODY_THERE.has(action)

const isRead = (row: Route): boolean => row.openTo === 'reader' || row.openTo === 'auditor'

const allowed = (row: Route, credential: Credential): boolean => {
  if (row.openTo === 'agency') return credential.kind === 'agency'
  return credential.kind === 'reader' && (row.openTo !== 'auditor' || AUDITING_ROLES.includes(credential.role))
}

/** The check before a route's handler: who asks, how often, whether the route is for them, and whether they still are who they were. Refused reads are on record. */
export function createGuard({
  authenticate,
  stands,
  standsToAudit,
  isBehind,
  limit,
  limitAddress,
  recordRefusal,
  session,
  findVisit,
}: GuardDeps): (row: Route) => RequestHandler {
  const refuse = async (
    row: Route,
    credential: Credential | undefined,
    code: 'forbidden' | Exclude<AuditStanding, 'stands'>,
  ): Promise<never> => {
    if (isRead(row)) await recordRefusal(row, credential, code)
    throw new Problem(code)
  }
  const standing = async (row: Route, credential: Credential): Promise<AuditStanding> => {
    try {
      if (readsStore(row) && isBehind()) throw new StoreBehindError()
      if (row.openTo === 'auditor' && credential.kind === 'reader') return await standsToAudit(credential)
      return (await stands(credential)) ? 'stands' : 'unauthenticated'
    } catch (error) {
      if (isRead(row)) await recordRefusal(row, credential, 'failed')
      throw error
    }
  }
  return (row) => {
    if (row.openTo === 'public') {
      const isLimited = isLimitedByAddress(row)
      return async (request, response, next) => {
        if (isLimited) limitAddress(request, response)
        if (hasHeader(row)) await findVisit(request, response)
        next()
      }
    }
    if (row.openTo === 'session') return session(row)
    return async (request, response, next) => {
      const ask = (): Promise<Credential | undefined> =>
        authenticate(request.headers.authorization).catch((cause: unknown) => {
          throw new Problem('unavailable', { cause })
        })
      const credential = await ask()
      limit(credential === undefined ? undefined : credentialKey(credential), response)
      if (credential === undefined) return refuse(row, credential, 'unauthenticated')
      if (!allowed(row, credential)) return refuse(row, credential, 'forbidden')
      const stood = await standing(row, credential)
      if (stood !== 'stands') return refuse(row, credential, stood)
      response.locals.credential = credential
      response.locals.standsStill = async () => {
        const now = await ask()
        return now !== undefined && (await standing(row, now)) === 'stands'
      }
      next()
    }
  }
}

/** Whether the guard would let the same request in again: for an answer that goes on. Rejects as the guard does. */
export async function standsStill(response: Response): Promise<boolean> {
  const still = response.locals.standsStill as (() => Promise<boolean>) | undefined
  return (await still?.()) ?? false
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
