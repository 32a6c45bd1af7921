import type { Clock } from '../../infra/clock/clock.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import { backoffDelay } from './backoff.ts'
import type { Outbox } from './outbox.ts'
import type { Attempt, Transport } from './transport.ts'
import type { Waiting } from './waiting.ts'

/** Why the last try failed. */
export interface Failure {
  /** HTTP status, or undefined when there was no answer. */
  readonly status: number | undefined
  /** Over Kafka: what failed, as EventLogError or RegistryError has it; for example `not-allowed` or `unavailable`. Over HTTP: `sign-in`, where the service did not take the key. */
  readonly code?: string
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
  readonly transport: Transport
  readonly clock: Clock
  readonly random: () => number
  readonly log: Log | undefined
  readonly closedError: () => Error
}

/** Delivers what is in the outbox, in order, one batch at a time. */
export function startDelivery(deps: DeliveryDeps): Delivery {
  const { outbox, transport, clock, log } = deps
  const closing = new AbortController()
  const drains: PromiseWithResolvers<void>[] = []
  let awake: () => void = () => undefined
  let interrupt: () => void = () => undefined
  let failures = 0
  let lastFailure: Failure | undefined
  /** Most events of the next batch: halved while looking for the one that a whole batch is refused for. */
  let limit = transport.limits.events

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

  const failed = async ({ status, code, wait: asked = 0 }: Omit<Attempt, 'verdict'>): Promise<void> => {
    failures++
    const now = clock.now()
    const wait = asked + backoffDelay(failures, deps.random())
    const why = { ...(code === undefined ? {} : { code }) }
    lastFailure = { status, ...why, at: now, retryAt: now + wait }
    log?.warn({ ...(status === undefined ? {} : { status }), ...why, count: failures, ms: wait }, 'delivery failed and will be tried again')
    await sleep(wait)
  }

  const deliver = async (batch: readonly Waiting[]): Promise<void> => {
    const { verdict, ...attempt } = await transport.deliver(batch, closing.signal)
    if (closing.signal.aborted && verdict.kind === 'retry') return
    if (verdict.kind === 'split') {
      limit = Math.ceil(batch.length / 2)
      return
    }
    if (verdict.kind === 'retry') return failed(attempt)
    outbox.settle(verdict.delivered, verdict.refused, clock.now())
    if (verdict.refused.length > 0) log?.warn({ count: verdict.refused.length }, 'events refused and parked')
    limit = Math.min(limit * 2, transport.limits.events)
    if (verdict.unanswered.length > 0) return failed(attempt)
    failures = 0
    lastFailure = undefined
  }

  const step = async (): Promise<void> => {
    const batch = outbox.next(limit, transport.limits.bytes)
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
        await failed({})
      }
    }
    for (const drain of drains.splice(0)) drain.reject(deps.closedError())
  }
  const running = run()

  return {
    wake: () => {
      awake()
    },
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
