import { setTimeout as delay } from 'node:timers/promises'
import { AGENCIES, type SentEvent } from '../events.ts'
import type { Ask } from './asking.ts'
import { eventAbout } from './events.ts'

const PAUSE_MS = 60
const RETRY_MS = 50
const MOST_IN_A_BATCH = 3
const TYPE = 'application/cloudevents-batch+json'

export interface Acknowledged extends SentEvent {
  /** When its batch was first sent, `performance.now()`. */
  readonly sentAt: number
}

/** Agencies that go on publishing, each its events in order, each batch to one gateway after the other until one has acknowledged it. */
export interface Publishing {
  /** What got a 202, in the order in which each agency sent it. */
  readonly acknowledged: readonly Acknowledged[]
  /** Tries without an acknowledgement. */
  retries(): number
  /** Chooses the cases of what is sent from now on. */
  about(group: number): void
  /** Rejects when anything was refused. */
  readonly failed: Promise<never>
  /** Lets each agency finish its batch. */
  stop(): Promise<void>
}

/** Whether a gateway has answered that it has the batch. Throws when it refuses it. */
async function isAcknowledged(ask: Ask, agency: string, batch: readonly SentEvent[]): Promise<boolean> {
  const body = JSON.stringify(batch.map((event) => event.body))
  const response = await ask(agency, '/v1/events', { method: 'POST', type: TYPE, body }).catch(() => undefined)
  const text = await response?.text().catch(() => undefined)
  if (response === undefined || text === undefined) return false
  if (response.status === 422) throw new Error(`Events of ${agency} were refused: ${text}`)
  if (response.status !== 202) return false
  const { results } = JSON.parse(text) as { readonly results: readonly { readonly status: string }[] }
  if (results.some(({ status }) => status !== 'received')) throw new Error(`Events of ${agency} were refused: ${text}`)
  return true
}

export function startPublishing(ask: Ask): Publishing {
  const acknowledged: Acknowledged[] = []
  let group = 0
  let retries = 0
  let isStopping = false

  const publish = async (agency: string): Promise<void> => {
    for (let next = 0; !isStopping;) {
      const batch = Array.from({ length: 1 + (next % MOST_IN_A_BATCH) }, (_, place) => eventAbout(group, agency, next + place))
      const sentAt = performance.now()
      while (!(await isAcknowledged(ask, agency, batch))) {
        retries++
        await delay(RETRY_MS)
      }
      acknowledged.push(...batch.map((event) => ({ ...event, sentAt })))
      next += batch.length
      await delay(PAUSE_MS)
    }
  }
  const all = Promise.all(AGENCIES.map(publish))
  const failed = all.then(() => new Promise<never>(() => undefined))
  failed.catch(() => undefined)
  return {
    acknowledged,
    failed,
    retries: () => retries,
    about: (next) => {
      group = next
    },
    stop: async () => {
      isStopping = true
      await Promise.race([all.then(() => undefined), delay(10_000, undefined, { ref: false })])
    },
  }
}
