import { ResponseBodyError } from 'openid-client'
import type { Clock } from '../../infra/clock/clock.ts'
import { retryAfterDelay } from './backoff.ts'
import { AgencyClientError } from './errors.ts'
import { createHttp, type Http, type HttpOptions } from './http.ts'
import { receipts } from './receipts.ts'
import type { Transport, Way } from './transport.ts'
import { verdictOf } from './verdict.ts'

const BATCH = 'application/cloudevents-batch+json'
/** Below those of the service (1,000 events, 2 MB). */
const LIMITS = { events: 1_000, bytes: 1_500_000 }

/** Delivers by POST /v1/events, or to another path of it. */
export const createHttpTransport = (http: Http, clock: Clock, path = '/v1/events'): Transport => ({
  limits: LIMITS,
  deliver: async (batch, signal) => {
    try {
      const answer = await http.send('POST', path, signal, { type: BATCH, text: `[${batch.map(({ body }) => body).join(',')}]` })
      const wait = retryAfterDelay(answer.retryAfter, clock.now())
      return { verdict: verdictOf(answer, batch), status: answer.status, ...(wait === undefined ? {} : { wait }) }
    } catch (error) {
      const refused = error instanceof AgencyClientError && error.cause instanceof ResponseBodyError
      return { verdict: { kind: 'retry' }, ...(refused ? { code: error.code } : {}) }
    }
  },
})

/** Events and receipts over HTTP. Throws AgencyClientError `address`. */
export function createHttpWay(options: HttpOptions, clock: Clock): Way {
  const http = createHttp(options)
  return {
    transport: createHttpTransport(http, clock),
    receipts: (signal, after) => receipts(http, signal, after),
    close: () => Promise.resolve(),
  }
}
