import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSession, type Session } from 'better-sse'
import type { Request, Response } from 'express'
import type { Log } from '../../../infra/telemetry/logger.ts'
import { credentialKey } from '../../identity/credential.ts'
import { followTimeline, STREAM_ACTION, type UntilNextRead } from '../../read/follow-timeline.ts'
import { ofKnownAgency } from '../../read/known-agency.ts'
import { INCOMPLETE_NOTICE, type ReadDeps } from '../../read/deps.ts'
import { recordRefusal } from '../../read/on-record.ts'
import { streamQuery } from '../../read/request.ts'
import { readerIn, standsStill } from '../guard.ts'
import { Problem, problemBody, type ProblemCode } from '../problem.ts'
import type { Handlers } from '../register.ts'
import { asProblem, logProblem } from '../send-problem.ts'
import { ACCESS_RECORD_HEADER, valid } from './handlers.ts'
import { GATEWAY_GOES, type OpenStreams } from './open-streams.ts'

export interface StreamDeps {
  readonly reads: ReadDeps
  readonly streams: OpenStreams
  readonly log: Log
}

/** From one read to the next: what is withdrawn is taken back within a second. */
const LOOK_MS = 250
/** How long a reader who takes nothing is waited for: whoever does not read cannot be told to take anything away. */
const PATIENCE_MS = 10_000
const KEEP_ALIVE_MS = 15_000
const RECONNECT_MS = 1_000

/** Waits for a reader who is behind; false when it takes too long. */
async function isTaking(response: Response, signal: AbortSignal): Promise<boolean> {
  if (!response.writableNeedDrain) return true
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])
  return once(response, 'drain', { signal: patience }).then(
    () => true,
    () => false,
  )
}

/** Until the next read: the same checks as at the start, and nothing for who has gone. */
function createUntilNextRead(
  { reads }: StreamDeps,
  request: Request,
  response: Response,
  signal: AbortSignal,
): UntilNextRead<ProblemCode | 'closed'> {
  const reader = readerIn(response)
  return async () => {
    if (request.method === 'HEAD') return 'closed'
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined)
    const isTaken = !signal.aborted && (await isTaking(response, signal))
    if (signal.reason === GATEWAY_GOES) return 'unavailable'
    if (!isTaken) return 'closed'
    if (await standsStill(response)) return undefined
    await recordRefusal(reads, STREAM_ACTION, reader, 'unauthenticated')
    return 'unauthenticated'
  }
}

/** Live timelines, as server-sent events (HTML Living Standard, 9.2): `timeline` for each delivery, and `end` with the problem that ends it. */
export function streamHandlers(deps: StreamDeps): Handlers {
  const { reads, streams, log } = deps
  return {
    'GET /v1/cases/:case/timeline/stream': async (request, response) => {
      const reader = readerIn(response)
      const query = await valid(reads, STREAM_ACTION, reader, await ofKnownAgency(reads, streamQuery(request.query)))
      const { signal, end } = streams.open(credentialKey(reader))
      response.once('close', end)
      let session: Session | undefined
      try {
        const deliveries = followTimeline(
          reads,
          { reader, query, caseId: String(request.params.case) },
          createUntilNextRead(deps, request, response, signal),
        )
        for (let next = await deliveries.next(); !response.closed; next = await deliveries.next()) {
          if (next.done === true) {
            if (next.value !== 'closed') throw new Problem(next.value, { isReplaced: next.value === 'unavailable' })
            break
          }
          const { complete, record, items, removed } = next.value
          if (session === undefined) response.setHeader(ACCESS_RECORD_HEADER, record)
          session ??= await createSession(request, response, { keepAlive: KEEP_ALIVE_MS, retry: RECONNECT_MS, trustClientEventId: false })
          if (session.isConnected) session.push({ complete, record, items, removed, notice: INCOMPLETE_NOTICE }, 'timeline', record)
        }
      } catch (error) {
        if (session === undefined) throw error
        const problem = asProblem(error)
        logProblem(log, request, problem, error)
        if (session.isConnected) session.push(problemBody(problem), 'end', '')
      } finally {
        end()
        // What a reader does not take is not waited for.
        if (response.writableNeedDrain) response.destroy()
        else if (session !== undefined) response.end()
      }
    },
  }
}
