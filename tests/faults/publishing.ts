import { setTimeout as delay } from 'node:timers/promises'
import { AGENCIES, eventOf, type SentEvent } from './events.ts'
import type { Installation } from './installation.ts'
import { within } from './patience.ts'

const PAUSE_MS = 5
const RETRY_MS = 25
const MOST_IN_A_BATCH = 3
const TYPE = 'application/cloudevents-batch+json'

/** Agencies that go on publishing, each its events in order, each batch again and again until it is acknowledged. */
export interface Publishing {
  /** What got a 202, in the order in which each agency sent it. */
  readonly acknowledged: readonly SentEvent[]
  /** Each agency sends one more batch after the one under way; resolves when all is acknowledged. Rejects when anything was refused. */
  finish(): Promise<void>
  /** Gives up. */
  stop(): void
}

/** Whether the service has answered that it has the batch. Throws when it refuses it. */
async function isAcknowledged(installation: Installation, agency: string, batch: readonly SentEvent[]): Promise<boolean> {
  const body = JSON.stringify(batch.map((event) => event.body))
  const response = await installation
    .request(agency, '/v1/events', { method: 'POST', headers: { 'content-type': TYPE }, body })
    .catch(() => undefined)
  const text = await response?.text().catch(() => undefined)
  if (response === undefined || text === undefined) return false
  if (response.status === 422) throw new Error(`Events of ${agency} were refused: ${text}`)
  if (response.status !== 202) return false
  const { results } = JSON.parse(text) as { readonly results: readonly { readonly status: string }[] }
  if (results.some(({ status }) => status !== 'received')) throw new Error(`Events of ${agency} were refused: ${text}`)
  return true
}

export function startPublishing(installation: Installation): Publishing {
  const acknowledged: SentEvent[] = []
  let isLast = false
  let isStopped = false

  const publish = async (agency: string): Promise<void> => {
    let next = 0
    for (let wasLast = false; !wasLast && !isStopped;) {
      wasLast = isLast
      const batch = Array.from({ length: 1 + (next % MOST_IN_A_BATCH) }, (_, place) => eventOf(agency, next + place))
      while (!isStopped && !(await isAcknowledged(installation, agency, batch))) await delay(RETRY_MS)
      acknowledged.push(...batch)
      next += batch.length
      await delay(PAUSE_MS)
    }
  }
  const all = Promise.all(AGENCIES.map(publish))
  all.catch(() => {
    isStopped = true
  })
  return {
    acknowledged,
    finish: async () => {
      isLast = true
      await within(all, 'the agencies to be acknowledged')
    },
    stop: () => {
      isStopped = true
    },
  }
}
