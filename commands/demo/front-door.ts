import { setTimeout as delay } from 'node:timers/promises'
import { agencyOf, type CloudEventJson } from './folder.ts'

/** Where events go in, and tokens for the agencies that send them. */
export interface FrontDoor {
  readonly url: string
  readonly token: (agency: string) => Promise<string>
}

export interface ReceiptJson {
  readonly receipt: string
  readonly event_id: string | null
  readonly source: string | null
  readonly status: 'accepted' | 'repeated' | 'rejected' | 'held'
  readonly errors: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[]
  /** False where a later entry of the same receipt follows. */
  readonly final: boolean
}

/** An event did not get in, or its receipt did not come; the codes and pointers say why. */
export class FrontDoorError extends Error {
  readonly code = 'front-door'
  constructor(message: string) {
    super(message)
    this.name = 'FrontDoorError'
  }
}

const PATIENCE_MS = 30_000
const POLL_MS = 10

/** Sends events through POST /v1/events, each as its agency, and waits for the first entry of each one's receipt before the next. */
export function createSender(door: FrontDoor): { send(event: CloudEventJson): Promise<ReceiptJson> } {
  const cursors = new Map<string, string>()

  const receiptOf = async (agency: string, authorization: string, id: string): Promise<ReceiptJson | undefined> => {
    const after = cursors.get(agency)
    const query = after === undefined ? '' : `&after=${encodeURIComponent(after)}`
    const response = await fetch(`${door.url}/v1/receipts?limit=1000${query}`, { headers: { authorization } })
    if (!response.ok) throw new FrontDoorError(`GET /v1/receipts answered ${String(response.status)}.`)
    const page = (await response.json()) as { items: ReceiptJson[]; next: string | null }
    if (page.next !== null) cursors.set(agency, page.next)
    return page.items.find(({ receipt }) => receipt === id)
  }

  const send = async (event: CloudEventJson): Promise<ReceiptJson> => {
    const agency = agencyOf(event)
    const authorization = `Bearer ${await door.token(agency)}`
    const response = await fetch(`${door.url}/v1/events`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(event),
    })
    if (response.status !== 202) {
      const problem = (await response.json().catch(() => ({}))) as { errors?: { pointer: string; code: string }[] }
      const errors = (problem.errors ?? []).map(({ pointer, code }) => `${code} at ${pointer}`).join(', ')
      throw new FrontDoorError(`An event of ${agency} (${event.type}) got ${String(response.status)}: ${errors}.`)
    }
    const { results } = (await response.json()) as { readonly results: readonly { readonly receipt: string }[] }
    const id = results[0]?.receipt ?? ''
    const until = performance.now() + PATIENCE_MS
    while (performance.now() < until) {
      const receipt = await receiptOf(agency, authorization, id)
      if (receipt) return receipt
      await delay(POLL_MS)
    }
    throw new FrontDoorError(`No receipt of an event of ${agency} (${event.type}) within ${String(PATIENCE_MS / 1000)} s.`)
  }
  return { send }
}
