import type { Log } from '../../../infra/telemetry/logger.ts'
import { credentialKey } from '../../identity/credential.ts'
import { followTimeline, STREAM_ACTION } from '../../read/follow-timeline.ts'
import { ofKnownAgency } from '../../read/known-agency.ts'
import { INCOMPLETE_NOTICE, type ReadDeps } from '../../read/deps.ts'
import { recordRefusal } from '../../read/on-record.ts'
import { streamQuery } from '../../read/request.ts'
import { readerIn, standsStill } from '../guard.ts'
import type { ProblemCode } from '../problem.ts'
import type { Handlers } from '../register.ts'
import { valid } from './handlers.ts'
import type { OpenStreams } from './open-streams.ts'
import { sendEvents, type StreamEvent } from './server-sent-events.ts'

export interface StreamDeps {
  readonly reads: ReadDeps
  readonly streams: OpenStreams
  readonly log: Log
}

/** Live timelines: a `timeline` event for each delivery. */
export function streamHandlers(deps: StreamDeps): Handlers {
  const { reads } = deps
  return {
    'GET /v1/cases/:case/timeline/stream': async (request, response) => {
      const reader = readerIn(response)
      const query = await valid(reads, STREAM_ACTION, reader, await ofKnownAgency(reads, streamQuery(request.query)))
      const caseId = String(request.params.case)
      await sendEvents(deps, request, response, {
        credential: credentialKey(reader),
        standsStill: async () => {
          if (await standsStill(response)) return true
          await recordRefusal(reads, STREAM_ACTION, reader, 'unauthenticated')
          return false
        },
        events: (untilNext) => timelineEvents(followTimeline(reads, { reader, query, caseId }, untilNext)),
      })
    },
  }
}

type Deliveries = ReturnType<typeof followTimeline<ProblemCode | 'closed'>>

async function* timelineEvents(deliveries: Deliveries): AsyncGenerator<StreamEvent, ProblemCode | 'closed'> {
  for (;;) {
    const next = await deliveries.next()
    if (next.done === true) return next.value
    const { record, ...delivery } = next.value
    yield {
      event: 'timeline',
      data: { complete: delivery.complete, record, items: delivery.items, removed: delivery.removed, notice: INCOMPLETE_NOTICE },
      record,
    }
  }
}
