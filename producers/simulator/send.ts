import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../infra/clock/clock.ts'
import { backoffDelay } from '../agency-client/backoff.ts'
import { createHttpTransport } from '../agency-client/http-way.ts'
import { createHttp, type Http } from '../agency-client/http.ts'
import { receipts, type Receipt } from '../agency-client/receipts.ts'
import type { Transport } from '../agency-client/transport.ts'
import type { Waiting } from '../agency-client/waiting.ts'
import type { SimulatedEvent } from './simulation.ts'

/** What was sent, and what the service answered. */
export interface Sent {
  readonly events: number
  /** By event type, and by agency. */
  readonly types: ReadonlyMap<string, number>
  readonly agencies: ReadonlyMap<string, number>
  /** Taken by the service; refused by it, by code. */
  readonly taken: number
  readonly refused: ReadonlyMap<string, number>
}

export interface SenderOptions {
  readonly url: string
  readonly token: (agency: string) => Promise<string>
  readonly clock: Clock
}

/** Gives events to the service, each as its agency, and counts. */
export interface Sender {
  /** Events in their order; resolves when every one is durable or refused. */
  send(events: readonly SimulatedEvent[]): Promise<void>
  sent(): Sent
  /** Receipts since the sender was opened, by status; waits until there is one for every event taken, or for `patienceMs` without a new one. */
  receipts(patienceMs: number): Promise<ReadonlyMap<string, number>>
}

const MOST_TRIES = 8
const POLL_MS = 200

const add = (counts: Map<string, number>, name: string, by = 1): void => {
  counts.set(name, (counts.get(name) ?? 0) + by)
}

/** A sender over HTTP. It keeps nothing: what the service does not take after some tries is an error. */
export function createSender({ url, token, clock }: SenderOptions): Sender {
  const ways = new Map<string, { readonly http: Http; readonly transport: Transport; cursor: string | undefined; taken: number }>()
  const types = new Map<string, number>()
  const agencies = new Map<string, number>()
  const refused = new Map<string, number>()
  const { signal } = new AbortController()
  let events = 0

  const readOn = async (way: { readonly http: Http; cursor: string | undefined }, onReceipt: (receipt: Receipt) => void): Promise<void> => {
    for await (const { items, next } of receipts(way.http, signal, way.cursor)) {
      for (const receipt of items) onReceipt(receipt)
      way.cursor = next ?? way.cursor
    }
  }
  const wayOf = async (agency: string) => {
    const known = ways.get(agency)
    if (known !== undefined) return known
    const http = createHttp({ url, token: () => token(agency) })
    const way = { http, transport: createHttpTransport(http, clock), cursor: undefined as string | undefined, taken: 0 }
    // Older receipts are none of these events'.
    await readOn(way, () => undefined)
    ways.set(agency, way)
    return way
  }
  const deliver = async (agency: string, batch: readonly SimulatedEvent[]): Promise<void> => {
    const way = await wayOf(agency)
    let waiting = batch.map(({ event }, position): Waiting => ({
      position,
      id: event.id,
      source: event.source,
      body: JSON.stringify(event),
    }))
    for (let tries = 1; waiting.length > 0; tries++) {
      const { verdict, wait = 0 } = await way.transport.deliver(waiting, signal)
      if (verdict.kind === 'settled') {
        way.taken += verdict.delivered.length
        for (const { errors } of verdict.refused) for (const code of new Set(errors.map((error) => error.code))) add(refused, code)
        waiting = [...verdict.unanswered]
      } else if (verdict.kind === 'split') {
        for (const one of batch) await deliver(agency, [one])
        return
      }
      if (waiting.length === 0) return
      if (tries === MOST_TRIES) throw new Error(`The service does not take events of ${agency}. Check that it runs, and what it logs.`)
      await sleep(wait + backoffDelay(tries, 1))
    }
  }
  return {
    send: async (list) => {
      for (const { agency, event } of list) {
        events += 1
        add(types, event.type)
        add(agencies, agency)
      }
      // In their order: runs of one agency go together, and the next waits for them.
      for (let from = 0; from < list.length;) {
        const agency = list[from]?.agency ?? ''
        let to = from + 1
        while (to < list.length && list[to]?.agency === agency) to += 1
        await deliver(agency, list.slice(from, to))
        from = to
      }
    },
    sent: () => ({ events, types, agencies, taken: [...ways.values()].reduce((sum, { taken }) => sum + taken, 0), refused }),
    receipts: async (patienceMs) => {
      /** A receipt may have two entries: the newest that came counts. */
      const newest = new Map<string, string>()
      const expected = [...ways.values()].reduce((sum, { taken }) => sum + taken, 0)
      for (let since = clock.now(); newest.size < expected && clock.now() - since < patienceMs; await sleep(POLL_MS)) {
        const before = newest.size
        for (const way of ways.values())
          await readOn(way, ({ receipt, status }) => {
            newest.set(receipt, status)
          })
        if (newest.size > before) since = clock.now()
      }
      const statuses = new Map<string, number>()
      for (const status of newest.values()) add(statuses, status)
      return statuses
    },
  }
}
