import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSession, type Session } from 'better-sse'
import type { Request, Response } from 'express'
import type { Log } from '../../../infra/telemetry/logger.ts'
import type { UntilNextRead } from '../../read/follow-timeline.ts'
import { Problem, problemBody, type ProblemCode } from '../problem.ts'
import { asProblem, logProblem } from '../send-problem.ts'
import { ACCESS_RECORD_HEADER } from './handlers.ts'
import { GATEWAY_GOES, type OpenStreams } from './open-streams.ts'

/** From one read to the next: what is withdrawn is taken back within a second. */
const LOOK_MS = 250
/** How long a reader who takes nothing is waited for: whoever does not read cannot be told to take anything away. */
const PATIENCE_MS = 10_000
const KEEP_ALIVE_MS = 15_000
const RECONNECT_MS = 1_000

/** One server-sent event: its name, its data as JSON, and the access record of the read that it is of. */
export interface StreamEvent {
  readonly event: string
  readonly data: unknown
  readonly record: string
}

/** What is streamed, and to whom. */
export interface StreamSource {
  /** Who has it open, for the limit of streams. */
  readonly credential: string
  /** Whether the reader may still read at all; where not, that is on record when it resolves. */
  readonly standsStill: () => Promise<boolean>
  /** The events; their end is the problem that ends them. */
  readonly events: (untilNext: UntilNextRead<ProblemCode | 'closed'>) => AsyncGenerator<StreamEvent, ProblemCode | 'closed'>
}

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
const createUntilNextRead =
  (request: Request, response: Response, signal: AbortSignal, { standsStill }: StreamSource): UntilNextRead<ProblemCode | 'closed'> =>
  async () => {
    if (request.method === 'HEAD') return 'closed'
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined)
    const isTaken = !signal.aborted && (await isTaking(response, signal))
    if (signal.reason === GATEWAY_GOES) return 'unavailable'
    if (!isTaken) return 'closed'
    return (await standsStill()) ? undefined : 'unauthenticated'
  }

/**
 * Answers with server-sent events (HTML Living Standard, 9.2), and `end` with the problem that ends them. Throws the problem where nothing has gone out yet, so that it is the
 * answer.
 */
export async function sendEvents(
  { streams, log }: { readonly streams: OpenStreams; readonly log: Log },
  request: Request,
  response: Response,
  source: StreamSource,
): Promise<void> {
  const { signal, end } = streams.open(source.credential)
  response.once('close', end)
  let session: Session | undefined
  try {
    const events = source.events(createUntilNextRead(request, response, signal, source))
    for (let next = await events.next(); !response.closed; next = await events.next()) {
      if (next.done === true) {
        if (next.value !== 'closed') throw new Problem(next.value, { isReplaced: next.value === 'unavailable' })
        break
      }
      const { event, data, record } = next.value
      if (session === undefined) response.setHeader(ACCESS_RECORD_HEADER, record)
      session ??= await createSession(request, response, { keepAlive: KEEP_ALIVE_MS, retry: RECONNECT_MS, trustClientEventId: false })
      if (session.isConnected) session.push(data, event, record)
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
}
