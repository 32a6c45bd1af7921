import { systemClock } from '../../infra/clock/clock.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { Check, Checked } from './check.ts'
import type { CloudEvent } from './cloud-event.ts'
import { startDelivery } from './delivery.ts'
import type { Failure } from './delivery.ts'
import { AgencyClientError } from './errors.ts'
import { createHttpWay } from './http-way.ts'
import type { HttpOptions } from './http.ts'
import { openOutbox } from './outbox.ts'
import type { Parked } from './outbox.ts'
import type { ReceiptPage } from './receipts.ts'
import type { Way } from './transport.ts'

/** An event that is on disk: its id, and what the check of the event alone found that does not stop it. */
export interface Published extends Omit<Checked, 'errors'> {
  readonly id: string
}

/** Publishes an agency's events and loses none: each is on disk before `publish` resolves, and is sent until the service has it or refuses it. */
export interface AgencyClient {
  /**
   * Checks the event, keeps it on disk, and resolves; delivery follows by itself, in the order of the calls. Rejects with AgencyClientError:
   * `invalid` (with every error), `conflict`, `closed`, `outbox`. What was delivered may be published again: the service knows its id.
   */
  publish(event: CloudEvent): Promise<Published>
  /** How many events wait to be delivered. */
  pending(): number
  /** Events that the service refused for good, each with its errors. They block nothing. */
  parked(): readonly Parked[]
  /** Sends a parked event again, after those that wait. False when no event of that id is parked. */
  retryParked(id: string): boolean
  /** Forgets a parked event, say when a mended one was published. False when no event of that id is parked. */
  discardParked(id: string): boolean
  /** Why the last try to deliver failed, while it does. */
  failure(): Failure | undefined
  /** Resolves when no event waits any more; parked ones do not count. Rejects with AgencyClientError `closed` when the client is closed before. */
  drain(): Promise<void>
  /** What became of the events, page by page, from a cursor on. */
  receipts(after?: string): AsyncGenerator<ReceiptPage, void, undefined>
  /** Stops delivering and closes the outbox; what waits is delivered by the next client of the same outbox. */
  close(): Promise<void>
}

export interface OutboxOptions {
  /** Path of the outbox file, for one process at a time; made if missing. It holds events: keep it on a disk of the agency's own. */
  readonly outbox: string
  readonly clock?: Clock
  readonly log?: Log
  /** In [0, 1); spreads retries. */
  readonly random?: () => number
}

export interface ClientOptions extends OutboxOptions, HttpOptions {}

const closedError = (): AgencyClientError => new AgencyClientError('closed', 'The client is closed.')

/** The client over HTTP with a given check. Throws AgencyClientError `address`, `locked` or `outbox`. */
export const createClient = (options: ClientOptions, check: Check): AgencyClient =>
  createClientOver(createHttpWay(options, options.clock ?? systemClock), options, check)

/** The client over a way, which it closes, with a given check. Throws AgencyClientError `locked` or `outbox`. */
export function createClientOver(way: Way, options: OutboxOptions, check: Check): AgencyClient {
  const clock = options.clock ?? systemClock
  const closing = new AbortController()
  let added: () => void = () => undefined
  const outbox = openOutbox(options.outbox, () => {
    added()
  })
  const running = startDelivery({
    outbox,
    transport: way.transport,
    clock,
    random: options.random ?? Math.random,
    log: options.log,
    closedError,
  })
  added = () => {
    running.wake()
  }
  let closed: Promise<void> | undefined

  const open = (): typeof outbox => {
    if (closed !== undefined) throw closedError()
    return outbox
  }

  const publish = async (event: CloudEvent): Promise<Published> => {
    const box = open()
    const { errors, held, warnings } = check(event, clock.now())
    if (errors.length > 0) {
      throw new AgencyClientError('invalid', `The event would be refused: ${String(errors.length)} error(s), see errors.`, { errors })
    }
    const { id, source, type } = event
    await box.add({ id, source, type, body: JSON.stringify(event) })
    return { id, held, warnings }
  }

  const close = async (): Promise<void> => {
    closing.abort()
    await running.close()
    await way.close()
    outbox.close()
  }

  return {
    publish,
    pending: () => open().pending(),
    parked: () => open().parked(),
    retryParked: (id) => open().retry(id),
    discardParked: (id) => open().discard(id),
    failure: () => running.failure(),
    drain: () => running.drain(),
    receipts: (after) => way.receipts(closing.signal, after),
    close: () => (closed ??= close()),
  }
}
