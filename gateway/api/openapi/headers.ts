import { reference } from './parts.ts'

/** The headers that answers have, by the names that the document refers to them with. Required: in every answer that lists it. */
export const headers = {
  RequestId: {
    description: 'Id of the request: the X-Request-Id that was sent, where that is a UUID in lower case, else a new one',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  },
  RateLimitPolicy: {
    description:
      'The limits that count this request (draft-ietf-httpapi-ratelimit-headers): q is the burst, w the seconds in which it comes back',
    schema: { type: 'string' },
    example: '"requests";q=400;w=20',
  },
  RateLimit: {
    description: 'Of limits that count one credential alone: r is what is left of the burst, t the seconds until all of it is back',
    schema: { type: 'string' },
    example: '"requests";r=399;t=1',
  },
  RetryAfter: { description: 'Seconds to wait before the same is sent again', required: true, schema: { type: 'integer', minimum: 0 } },
  Challenge: {
    description:
      'What is asked for: a token, another one (error="invalid_token"), or a recent sign-in (error="insufficient_user_authentication")',
    required: true,
    schema: { type: 'string' },
    example: 'Bearer realm="throughline"',
  },
  TakenTypes: { description: 'The media types that the address takes', schema: { type: 'string' } },
  TakenEncoding: { description: 'identity: bodies are not compressed', required: true, schema: { type: 'string' } },
  AccessRecord: { description: 'Id of the access record of this answer', required: true, schema: { type: 'string', format: 'uuid' } },
} as const

const header = (name: keyof typeof headers): object => reference('headers', name)

/** The header that names an answer's access record. */
export const onRecord = { 'Access-Record': header('AccessRecord') }

const ALWAYS = { 'X-Request-Id': header('RequestId') }
const POLICY = { 'RateLimit-Policy': header('RateLimitPolicy') }
const LIMITS = { ...POLICY, RateLimit: header('RateLimit') }
export const RETRY_AFTER = { 'Retry-After': header('RetryAfter') }

const OF_STATUS: Readonly<Record<number, object>> = {
  401: { 'WWW-Authenticate': header('Challenge') },
  415: { Accept: header('TakenTypes'), 'Accept-Encoding': header('TakenEncoding') },
  429: RETRY_AFTER,
  503: RETRY_AFTER,
}

/** The headers of a problem of a status, whoever asked for what. */
export const ofProblem = (status: number): object => ({ ...ALWAYS, ...LIMITS, ...OF_STATUS[status] })

interface Operation {
  readonly security?: readonly unknown[]
  readonly responses: Readonly<Record<string, Readonly<{ $ref?: string; headers?: object }>>>
}

/** The headers of an operation's own answers. An address that is never answered 429 has no limit; without a token, what is left of one is not told. */
function ofAnswers({ security, responses }: Operation): object {
  if (!('429' in responses)) return ALWAYS
  return { ...ALWAYS, ...(security === undefined ? LIMITS : POLICY) }
}

const withHeaders = (operation: Operation): Operation => ({
  ...operation,
  responses: Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => [
      status,
      response.$ref === undefined ? { ...response, headers: { ...ofAnswers(operation), ...response.headers } } : response,
    ]),
  ),
})

/** Paths with the headers of every answer. An answer of the components has its own. Pure. */
export const pathsWithHeaders = (paths: Readonly<Record<string, object>>): Readonly<Record<string, Readonly<Record<string, Operation>>>> =>
  Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [
      path,
      Object.fromEntries(
        Object.entries(operations as Readonly<Record<string, Operation>>).map(([method, operation]) => [method, withHeaders(operation)]),
      ),
    ]),
  )
