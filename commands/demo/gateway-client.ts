import { setTimeout as delay } from 'node:timers/promises'
import { agencyOf, type CloudEventJson } from './folder.ts'

/** Where the gateway is, and a token for each agency whose events are sent to it. */
export interface GatewayAddress {
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
export class GatewayClientError extends Error {
  readonly code = 'gateway-client'
  constructor(message: string) {
    super(message)
    this.name = 'GatewayClientError'
  }
}

const PATIENCE_MS = 30_000
const POLL_MS = 10

/** Sends events through POST /v1/events, each as its agency, and waits for the first entry of each one's receipt before the next. */
export function createSender(gateway: GatewayAddress): { send(event: CloudEventJson): Promise<ReceiptJson> } {
  const cursors = new Map<string, string>()

  const receiptOf = async (agency: string, authorization: string, id: string): Promise<ReceiptJson | undefined> => {
    const after = cursors.get(agency)
    const query = after === undefined ? '' : `&after=${encodeURIComponent(after)}`
    const response = await fetch(`${gateway.url}/v1/receipts?limit=1000${query}`, { headers: { authorization } })
    if (!response.ok) throw new GatewayClientError(`GET /v1/receipts answered ${String(response.status)}.`)
    const page = (await response.json()) as { items: ReceiptJson[]; next: string | null }
    if (page.next !== null) cursors.set(agency, page.next)
    return page.items.find(({ receipt }) => receipt === id)
  }

  const send = async (event: CloudEventJson): Promise<ReceiptJson> => {
    const agency = agencyOf(event)
    const authorization = `Bearer ${await gateway.token(agency)}`
    const response = await fetch(`${gateway.url}/v1/events`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(event),
    })
    if (response.status !== 202) {
      const problem = (await response.json().catch(() => ({}))) as { errors?: { pointer: string; code: string }[] }
      const errors = (problem.errors ?? []).map(({ pointer, code }) => `${code} at ${pointer}`).join(', ')
      throw new GatewayClientError(`An event of ${agency} (${event.type}) got ${String(response.status)}: ${errors}.`)
    }
    const { results } = (await response.json()) as { readonly results: readonly { readonly receipt: string }[] }
    const id = results[0]?.receipt ?? ''
    const until = performance.now() + PATIENCE_MS
    while (performance.now() < until) {
      const receipt = await receiptOf(agency, authorization, id)
      if (receipt) return receipt
      await delay(POLL_MS)
    }
    throw new GatewayClientError(`No receipt of an event of ${agency} (${event.type}) within ${String(PATIENCE_MS / 1000)} s.`)
  }
  return { send }
}
