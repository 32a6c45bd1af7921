import type { EventLog } from '../infra/event-log/port.ts'
import { waitForEffect } from '../infra/read-store/wait-for-effect.ts'
import type { ReadStore } from '../infra/read-store/port.ts'

const PATIENCE_MS = 3_600_000

/** Waits until a consumer has taken in everything that its topic holds now: nothing is served or decided from a store that lags behind its log. */
export async function caughtUp(log: EventLog, store: ReadStore, consumer: string, topic: string): Promise<void> {
  for (const { partition, start, end } of await log.ranges(topic)) {
    if (end > start) await waitForEffect(store, { topic, partition, offset: end - 1 }, { consumer, timeout: PATIENCE_MS })
  }
}
