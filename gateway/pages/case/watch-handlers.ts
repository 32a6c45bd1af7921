import type { Log } from '../../../infra/telemetry/logger.ts'
import type { OpenStreams } from '../../api/reads/open-streams.ts'
import { sendEvents, type StreamEvent } from '../../api/reads/server-sent-events.ts'
import type { ProblemCode } from '../../api/problem.ts'
import type { Handlers } from '../../api/register.ts'
import { credentialKey } from '../../identity/credential.ts'
import type { ReadDeps } from '../../read/deps.ts'
import { recordRefusal } from '../../read/on-record.ts'
import { WATCH_ACTION, watchTimeline } from '../../read/watch-timeline.ts'
import { purposeOf } from '../frame.ts'
import { visitIn, type VisitDeps } from '../visit.ts'
import { justificationOf } from './justification-of.ts'

export interface WatchPages extends Pick<VisitDeps, 'sessions' | 'standing'> {
  readonly reads: ReadDeps
  readonly streams: OpenStreams
  readonly log: Log
}

/** Tells an open page of a case that what it shows is not the same any more, by server-sent events: `changed`, without what. */
export function watchHandlers({ reads, streams, log, sessions, standing }: WatchPages): Handlers {
  return {
    'GET /cases/:case/changes': async (request, response) => {
      const visit = visitIn(response)
      const { id, session } = visit
      const { reader } = session
      const caseId = String(request.params.case)
      const purpose = purposeOf(visit)
      const justification = justificationOf(visit, caseId, reads.clock.now())
      const query = { purpose, ...(justification === undefined ? {} : { justification }) }
      await sendEvents({ streams, log }, request, response, {
        credential: credentialKey(reader),
        standsStill: async () => {
          if ((await sessions.holds(id)) && (await standing(reader)) !== undefined) return true
          await recordRefusal(reads, WATCH_ACTION, reader, 'unauthenticated')
          return false
        },
        events: (untilNext) => changes(watchTimeline(reads, { reader, caseId, query }, untilNext)),
      })
    },
  }
}

/** The first of them is what the page has; the data of each is nothing. */
async function* changes(
  watched: ReturnType<typeof watchTimeline<ProblemCode | 'closed'>>,
): AsyncGenerator<StreamEvent, ProblemCode | 'closed'> {
  for (let isFirst = true; ; isFirst = false) {
    const next = await watched.next()
    if (next.done === true) return next.value
    yield { event: isFirst ? 'watching' : 'changed', data: {}, record: next.value }
  }
}
