import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { agencyOf, type CloudEventJson } from '../../commands/demo/folder.ts'
import type { Serving } from './serving.ts'

/** Waits until an installation has handled what agencies sent. */
export interface Receipts {
  /** Resolves when each of the events has a receipt; with how many were accepted. Rejects when that takes minutes. */
  of(events: readonly CloudEventJson[]): Promise<number>
}

const LOOK_MS = 25
const PATIENCE_MS = 180_000

interface Page {
  readonly items: readonly { readonly event_id: string | null; readonly status: string }[]
  readonly next: string | null
}

export function createReceipts({ origin, token, build }: Serving): Receipts {
  const places = new Map<string, string>()
  const ofAgency = async (agency: string, events: readonly CloudEventJson[]): Promise<number> => {
    const headers = { authorization: `Bearer ${await token(agency)}` }
    const missing = new Set(events.map(({ id }) => id))
    const until = performance.now() + PATIENCE_MS
    let accepted = 0
    while (missing.size > 0) {
      if (performance.now() > until)
        throw new Error(`The build ${build.name} left ${missing.size} events of ${agency} without a receipt for ${PATIENCE_MS / 1000} s.`)
      const after = places.get(agency)
      const response = await fetch(`${origin}/v1/receipts?limit=1000${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`, {
        headers,
      })
      if (!response.ok) throw new Error(`The build ${build.name} answered ${response.status} to GET /v1/receipts.`)
      const { items, next } = (await response.json()) as Page
      if (next !== null) places.set(agency, next)
      for (const { event_id: id, status } of items) if (missing.delete(id ?? '') && status === 'accepted') accepted += 1
      if (missing.size > 0) await sleep(LOOK_MS)
    }
    return accepted
  }
  return {
    of: async (events) =>
      (await Promise.all([...Map.groupBy(events, agencyOf)].map(([agency, own]) => ofAgency(agency, own)))).reduce(
        (sum, count) => sum + count,
        0,
      ),
  }
}
