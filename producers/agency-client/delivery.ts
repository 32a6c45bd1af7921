import type { Clock } from '../../infra/clock/clock.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import { backoffDelay, retryAfterDelay } from './backoff.ts'
import type { Answer, Http } from './http.ts'
import type { Outbox } from './outbox.ts'
import { verdictOf } from './verdict.ts'
import type { Waiting } from './waiting.ts'

/** Limits of a batch, below those of the service (1,000 events, 2 MB). */
const MAX_EVENTS = 1_000
const MAX_BYTES = 1_500_000
const BATCH = 'application/cloudevents-batch+json'

/** Why the last try failed. */
export interface Failure {
  /** HTTP status, or undefined when there was no answer. */
  readonly status: number | undefined
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly retryAt: number
}

export interface Delivery {
  /** There is something new to deliver. */
  wake(): void
  /** Why nothing gets through at the moment, if so. */
  failure(): Failure | undefined
  /** Resolves when nothing waits; rejects when the client is closed before. */
  drain(): Promise<void>
  /** Ends; a batch under way is given up and sent again by the next client. */
  close(): Promise<void>
}

export interface DeliveryDeps {
  readonly outbox: Outbox
  readonly http: Http
  readonly clock: Clock
  readonly random: () => number
  readonly log: Log | undefined
  readonly closedError: () => Error
}

/** Delivers what is in the outbox, in order, one batch at a time. */
export function startDelivery(deps: DeliveryDeps): Delivery {
  const { outbox, http, clock, log } = deps
  const closing = new AbortController()
  const drains: PromiseWithResolvers<void>[] = []
  let awake: () => void = () => undefined
  let interrupt: () => void = () => undefined
  let failures = 0
  let lastFailure: Failure | undefined
  /** Most events of the next batch: halved while looking for the one that a whole batch is refused for. */
  let limit = MAX_EVENTS

  /** Until woken, when no time is given. */
  const sleep = async (ms?: number): Promise<void> => {
    if (closing.signal.aborted) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = ms === undefined ? undefined : setTimeout(resolve, ms)
    if (ms === undefined) awake = resolve
    interrupt = resolve
    await promise
    clearTimeout(timer)
  }

  const failed = async (answer: Answer | undefined): Promise<void> => {
    failures++
    const now = clock.now()
    const asked = answer === undefined ? undefined : retryAfterDelay(answer.retryAfter, now)
    const wait = (asked ?? 0) + backoffDelay(failures, deps.random())
    lastFailure = { status: answer?.status, at: now, retryAt: now + wait }
    log?.warn({ ...(answer && { status: answer.status }), count: failures, ms: wait }, 'delivery failed and will be tried again')
    await sleep(wait)
  }

  const send = async (batch: readonly Waiting[]): Promise<Answer | undefined> => {
    try {
      return await http.send('POST', '/v1/events', closing.signal, { type: BATCH, text: `[${batch.map(({ body }) => body).join(',')}]` })
    } catch {
      return undefined
    }
  }

  const deliver = async (batch: readonly Waiting[]): Promise<void> => {
    const answer = await send(batch)
    if (closing.signal.aborted && answer === undefined) return
    const verdict = answer === undefined ? { kind: 'retry' as const } : verdictOf(answer, batch)
    if (verdict.kind === 'split') {
      limit = Math.ceil(batch.length / 2)
      return
    }
    if (verdict.kind === 'retry') return failed(answer)
    outbox.settle(verdict.delivered, verdict.refused, clock.now())
    if (verdict.refused.length > 0) log?.warn({ count: verdict.refused.length }, 'events refused and parked')
    limit = Math.min(limit * 2, MAX_EVENTS)
    if (verdict.unanswered.length > 0) return failed(answer)
    failures = 0
    lastFailure = undefined
  }

  const step = async (): Promise<void> => {
    const batch = outbox.next(limit, MAX_BYTES)
    if (batch.length > 0) return deliver(batch)
    for (const drain of drains.splice(0)) drain.resolve()
    return sleep()
  }

  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      try {
        await step()
      } catch (error) {
        // The outbox: a full disk, say. What was delivered meanwhile is sent again, and known there.
        log?.error({ error }, 'the outbox cannot be used')
        await failed(undefined)
      }
    }
    for (const drain of drains.splice(0)) drain.reject(deps.closedError())
  }
  const running = run()

  return {
    wake: () => { awake() },
    failure: () => lastFailure,
    drain: async () => {
      if (closing.signal.aborted) throw deps.closedError()
      if (outbox.pending() === 0) return
      const drain = Promise.withResolvers<void>()
      drains.push(drain)
      await drain.promise
    },
    close: async () => {
      closing.abort()
      interrupt()
      await running
    },
  }
}
