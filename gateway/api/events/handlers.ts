import type { Request, RequestHandler, Response } from 'express'
import { inboxTopic, type InboxKind } from '../../../infra/event-log/topics.ts'
import type { Tracing } from '../../../infra/tracing/port.ts'
import { TRACEPARENT } from '../../../infra/tracing/traceparent.ts'
import type { Telemetry } from '../../../infra/telemetry/telemetry.ts'
import { credentialKey, type Credential } from '../../identity/credential.ts'
import { agencyIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { Problem } from '../problem.ts'
import type { Handlers } from '../register.ts'
import type { EventLimit } from './event-limit.ts'
import type { OpenInbox } from './intake.ts'
import { countRefused, countRejected } from './count-rejected.ts'
import { BATCH, STREAM, type EventMediaType } from './limits.ts'
import { submit } from './publish.ts'

const WRONG_INBOX = 'Leave it out, or give "import": events that wait behind everybody\'s live ones.'

/** Which inbox a request is for: `?inbox=import`, else that of live events. Throws the 400 problem. */
function inboxIn({ query }: Request): InboxKind {
  if (query.inbox === undefined) return 'events'
  if (query.inbox === 'import') return 'import'
  throw new Problem('invalid-request', { errors: [{ pointer: '/query/inbox', code: 'wrong-format', detail: WRONG_INBOX }] })
}

/** What a gateway tells of itself while it takes events. */
export interface WatchedIntake {
  readonly telemetry?: Telemetry | undefined
  readonly tracing?: Tracing | undefined
}

const REFUSED = 'refused'

/** The front door for agencies' systems: take events, or only say what would become of them. */
export function eventHandlers(openInbox: OpenInbox, limit: EventLimit, { telemetry, tracing }: WatchedIntake = {}): Handlers {
  const limitOf =
    (credential: Credential, response: Response) =>
    (events: number): void => {
      limit(credentialKey(credential), events, response)
    }
  const publish =
    (only?: EventMediaType): RequestHandler =>
    async (request, response) => {
      const credential = agencyIn(response)
      const { agency } = credential
      const kind = inboxIn(request)
      const inbox = await openInbox(agency)
      const span = tracing?.begin('POST /v1/events', {
        kind: 'server',
        traceparent: request.get(TRACEPARENT),
        details: { agency, topic: inboxTopic(agency, kind) },
      })
      const results = await submit(request, {
        agency,
        kind,
        inbox,
        limit: limitOf(credential, response),
        keep: true,
        only,
        traceparent: span?.traceparent,
      }).catch((error: unknown) => {
        span?.end({ ok: false, code: error instanceof Problem ? error.code : REFUSED })
        if (telemetry !== undefined) countRefused(telemetry, agency, error)
        throw error
      })
      span?.end({ ok: true, code: 'accepted' })
      if (telemetry !== undefined) countRejected(telemetry, agency, results)
      sendJson(response, 202, { results })
    }
  const check =
    (only?: EventMediaType): RequestHandler =>
    async (request, response) => {
      const credential = agencyIn(response)
      const { agency } = credential
      sendJson(response, 200, {
        results: await submit(request, {
          agency,
          kind: 'events',
          inbox: await openInbox(agency),
          limit: limitOf(credential, response),
          keep: false,
          only,
        }),
      })
    }
  return {
    'POST /v1/events': publish(),
    'POST /v1/events/batch': publish(BATCH),
    'POST /v1/events/stream': publish(STREAM),
    'POST /v1/events/check': check(),
    'POST /v1/events/check/batch': check(BATCH),
    'POST /v1/events/check/stream': check(STREAM),
  }
}
