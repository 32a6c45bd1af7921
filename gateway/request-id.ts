import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isUuid } from '../schemas/codec/formats.ts'

/** Names a request and its answer, in both. */
export const REQUEST_ID = 'X-Request-Id'

/**
 * Gives an answer the id of its request: that of who asks where it is a UUID in lower case, else a new one. Nothing else is taken from a client: it comes
 * back in a header, and stands in the log beside a failure.
 */
export function identify(request: IncomingMessage, response: ServerResponse): void {
  const given = request.headers['x-request-id']
  response.setHeader(REQUEST_ID, typeof given === 'string' && isUuid(given) ? given : randomUUID())
}

/** The id of an answer; empty where it has none. */
export const requestIdOf = (response: ServerResponse): string => String(response.getHeader(REQUEST_ID) ?? '')
