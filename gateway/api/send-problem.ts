import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { isDatabaseAway } from '../../infra/database/away.ts'
import { EventLogError } from '../../infra/event-log/port.ts'
import { stopsWriting } from '../../infra/registry/errors.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import { VaultError } from '../../infra/vault/port.ts'
import { PolicyChangedError, StoreBehindError } from '../read/errors.ts'
import { ReadRefused } from '../read/outcome.ts'
import { closeConnection, wantsStream } from '../event-source.ts'
import { sendProblemPage, type ProblemPages } from '../pages/problem-page.ts'
import { requestIdOf } from '../request-id.ts'
import { Problem, problemBody, type ProblemCode } from './problem.ts'
import { REGISTRY_ERRORS, RegistryRefusal, sendRegistry } from './registry/answers.ts'

const DEFAULT_RETRY_SECONDS = 5
/** The challenge of RFC 9470. */
const STEP_UP = ', error="insufficient_user_authentication", max_age="300"'

/** The challenge of RFC 6750, 3.1: the same for a token that has ended, is of another issuer, or is none; no word of why. */
const INVALID = ', error="invalid_token"'

/** Without a bearer token, there is none to speak of. */
function challenge({ req: request }: Response, { code }: Problem): string {
  if (code === 'sign-in-again') return STEP_UP
  return /^Bearer\b/i.test(request.headers.authorization ?? '') ? INVALID : ''
}

/** What may be sent in place of what was (RFC 9110, 15.5.16). */
function sayWhatIsTaken(response: Response, { extras: { accepts = [] } }: Problem): void {
  if (accepts.length > 0) response.setHeader('Accept', accepts.join(', '))
  response.setHeader('Accept-Encoding', 'identity')
}

/** Sends a problem as `application/problem+json`. */
export function sendProblem(response: Response, problem: Problem): void {
  const body = problemBody(problem)
  if (body.status === 401) response.setHeader('WWW-Authenticate', `Bearer realm="throughline"${challenge(response, problem)}`)
  if (body.status === 415) sayWhatIsTaken(response, problem)
  if (body.status === 429 || body.status === 503)
    response.setHeader('Retry-After', String(problem.extras.retryAfter ?? DEFAULT_RETRY_SECONDS))
  response.status(body.status)
  response.setHeader('Content-Type', 'application/problem+json; charset=utf-8')
  response.end(JSON.stringify(body))
}

/** The one answer for what is not there and what may not be known to be there. */
export const notFound: RequestHandler = () => {
  throw new Problem('not-found')
}

/** Addresses that programs use: they get problem+json whatever they accept. */
const FOR_PROGRAMS = /^\/(v1|subjects|schemas|livez|readyz|openapi\.json)(\/|$)/

const wantsPage = (request: Request): boolean => !FOR_PROGRAMS.test(request.path) && request.accepts(['json', 'html']) === 'html'

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid-request',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'wrong-content-type',
  431: 'header-too-large',
}

const isLogAway = (error: unknown): boolean => error instanceof EventLogError && (error.code === 'unavailable' || error.code === 'closed')

/** A problem for whatever was thrown. Errors of express and its parsers carry a status; all else is a failure of ours. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof ReadRefused)
    return new Problem(error.code, { ...error.details, ...(error.cause === undefined ? {} : { cause: error.cause }) })
  if (error instanceof PolicyChangedError) return new Problem('unavailable', { cause: error, retryAfter: 1, isReplaced: error.isReplaced })
  const isAway =
    error instanceof StoreBehindError ||
    stopsWriting(error) ||
    isLogAway(error) ||
    isDatabaseAway(error) ||
    (error instanceof VaultError && error.code === 'keys-missing')
  if (isAway) return new Problem('unavailable', { cause: error })
  const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500
  return new Problem(BY_STATUS[status] ?? 'failed', { cause: error })
}

/** Logs a problem that is a failure of ours, by name and code only. */
export function logProblem(log: Log, request: Request, problem: Problem, error: unknown): void {
  if (problem.extras.isReplaced === true) return
  if (problem.code !== 'failed' && problem.code !== 'unavailable' && problem.code !== 'not-recorded') return
  log.error(
    {
      error: problem.cause ?? error,
      status: problemBody(problem).status,
      method: request.method,
      step: problem.code,
      request: request.res === undefined ? '' : requestIdOf(request.res),
    },
    'a request failed',
  )
}

/** The last handler: every error becomes a problem. */
export function problemHandler(log: Log, pages: ProblemPages): ErrorRequestHandler {
  return async (error, request, response, next) => {
    if (error instanceof RegistryRefusal) {
      const { status, code, message } = REGISTRY_ERRORS[error.code]
      sendRegistry(response, { error_code: code, message }, status)
      return
    }
    const problem = asProblem(error)
    logProblem(log, request, problem, error)
    // Answered in its place: it took too long.
    if (response.writableEnded) return
    if (response.headersSent) {
      next(error)
      return
    }
    if (problem.extras.isReplaced === true && wantsStream(request)) closeConnection(request)
    else {
      if (wantsPage(request)) await pages.findVisit(request, response)
      answerProblem(request, response, problem, pages)
    }
  }
}

/** Addresses of the registry, whose clients read `error_code` and `message`. */
const OF_REGISTRY = /^\/(subjects|schemas)(\/|$)/
const READ_ONLY =
  'This registry is read only: a release brings its schemas. Switch automatic registration off in your client (auto.register.schemas=false) and take the newest version.'

/** A problem as a registry says it: the status is its code. */
function sendRegistryProblem(response: Response, problem: Problem): void {
  const { status, title, detail } = problemBody(problem)
  if (status === 429 || status === 503) response.setHeader('Retry-After', String(problem.extras.retryAfter ?? DEFAULT_RETRY_SECONDS))
  sendRegistry(response, { error_code: status, message: problem.code === 'method-not-allowed' ? READ_ONLY : `${title}. ${detail}` }, status)
}

function answerProblem(request: Request, response: Response, problem: Problem, pages: ProblemPages): void {
  if (OF_REGISTRY.test(request.path)) sendRegistryProblem(response, problem)
  else if (wantsPage(request)) sendProblemPage(response, problem, pages)
  else sendProblem(response, problem)
}

/** Answers a request whose handler has not answered in time. */
export const answerTooLate =
  (log: Log, pages: ProblemPages) =>
  (request: Request, response: Response): void => {
    const problem = new Problem('unavailable', { cause: new TooLateError() })
    logProblem(log, request, problem, problem)
    if (wantsStream(request)) closeConnection(request)
    else answerProblem(request, response, problem, pages)
  }

/** A part that an answer needs has not answered in time. */
class TooLateError extends Error {
  readonly code = 'too-late'
  constructor() {
    super('A part that the answer needs has not answered in time.')
    this.name = 'TooLateError'
  }
}
