/** A process of its own that floods a case: as each agency of a JSON message, so many events in batches. Answers with the seconds until the last receipt. */
import { systemClock } from '../../infra/clock/clock.ts'
import { FLOODED, riskChanged, SMALL } from './events.ts'
import { followReceipts, sendBatch, type Endpoint } from './http.ts'

/** What is to be sent. */
export interface Flood {
  readonly origin: string
  readonly agencies: readonly { readonly agency: string; readonly token: string }[]
  /** Events of each agency. */
  readonly events: number
  readonly about: 'flooded' | 'small'
  /** How often each agency asks for its receipts (ms). */
  readonly askEvery: number
}

const BATCH = 100

async function flood(endpoint: Endpoint, bodies: readonly unknown[], askEvery: number): Promise<void> {
  const receipts = followReceipts(endpoint)
  await receipts()
  const waiting = new Set<string>()
  for (let from = 0; from < bodies.length; from += BATCH)
    for (const id of await sendBatch(endpoint, bodies.slice(from, from + BATCH))) waiting.add(id)
  while (waiting.size > 0) {
    for (const id of await receipts()) waiting.delete(id)
    if (waiting.size > 0)
      await new Promise((resolve) => {
        setTimeout(resolve, askEvery)
      })
  }
}

process.once('message', (message: Flood) => {
  const bodies = message.agencies.map(({ agency }) =>
    Array.from({ length: message.events }, () => riskChanged(agency, systemClock.now(), message.about === 'small' ? SMALL : FLOODED)),
  )
  const began = performance.now()
  void Promise.all(
    message.agencies.map(({ token }, at) => flood({ origin: message.origin, token }, bodies[at] ?? [], message.askEvery)),
  ).then(
    () => {
      process.send?.((performance.now() - began) / 1000)
    },
    (error: unknown) => {
      throw error
    },
  )
})
