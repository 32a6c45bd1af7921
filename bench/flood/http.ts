/** A service and a bearer token for it. */
export interface Endpoint {
  readonly origin: string
  readonly token: string
}

/** Sends events as a batch; resolves with the receipts' ids when they are durable. Waits where it is told to. */
export async function sendBatch({ origin, token }: Endpoint, events: readonly unknown[]): Promise<readonly string[]> {
  for (;;) {
    const response = await fetch(`${origin}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(events),
    })
    const answer = (await response.json()) as { readonly results?: readonly { readonly receipt: string }[] }
    if (response.status === 202) return (answer.results ?? []).map(({ receipt }) => receipt)
    if (response.status !== 429 && response.status !== 503)
      throw new Error(`A batch got ${String(response.status)}: ${JSON.stringify(answer).slice(0, 400)}`)
    await new Promise((resolve) => {
      setTimeout(resolve, 1_000 * Number(response.headers.get('retry-after') ?? 1))
    })
  }
}

/** Follows an agency's receipts: each call gives the ids of those that have come since the last. */
export function followReceipts({ origin, token }: Endpoint): () => Promise<readonly string[]> {
  let after: string | undefined
  return async () => {
    const found: string[] = []
    for (;;) {
      const response = await fetch(`${origin}/v1/receipts?limit=1000${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      if (!response.ok) throw new Error(`Receipts: ${String(response.status)}`)
      const { items, next } = (await response.json()) as {
        readonly items: readonly { readonly receipt: string }[]
        readonly next: string | null
      }
      found.push(...items.map(({ receipt }) => receipt))
      if (next === null || next === after) return found
      after = next
    }
  }
}
