import { setTimeout as delay } from 'node:timers/promises'
import type { Parts } from '../../../commands/parts.ts'
import { AGENCIES } from '../events.ts'
import type { Acknowledged } from './publishing.ts'

const LOOK_MS = 100
const PATIENCE_MS = 60_000

/**
 * Waits until, of every agency, an event that it sent first after a moment (`performance.now()`) is on its timeline: inboxes, intake and timeline work
 * again, whatever they were led by. Resolves with the milliseconds since that moment.
 */
export async function timeBack({ store }: Parts, acknowledged: readonly Acknowledged[], since: number): Promise<number> {
  const isShown = async (agency: string): Promise<boolean> => {
    const first = acknowledged.find((event) => event.agency === agency && event.sentAt >= since)
    if (first === undefined) return false
    return (await store.db.selectFrom('case_event').select('sequence').where('event_id', '=', first.id).execute()).length > 0
  }
  const waiting = new Set(AGENCIES)
  while (waiting.size > 0 && performance.now() - since < PATIENCE_MS) {
    for (const agency of waiting) if (await isShown(agency)) waiting.delete(agency)
    if (waiting.size > 0) await delay(LOOK_MS)
  }
  return performance.now() - since
}
