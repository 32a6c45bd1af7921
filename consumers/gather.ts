import { setTimeout as sleep } from 'node:timers/promises'
import type { Batch } from '../infra/event-log/port.ts'
import { countOf, type BatchSize } from './batch-size.ts'

/** How a consumer gathers what comes in small numbers. */
export interface Gathering {
  readonly size: BatchSize
  /** How long it waits (ms); 0: not at all. */
  readonly gatherMs: number
  /** Ends the wait. */
  readonly signal: AbortSignal
}

/** Handles batches, and waits after one that was not full: what comes meanwhile shares the next. What comes after a rest is handled at once. */
export const gathering =
  ({ size, gatherMs, signal }: Gathering, handle: (batches: readonly Batch[]) => Promise<void>) =>
  async (batches: readonly Batch[]): Promise<void> => {
    const isFull = countOf(batches) >= size.next()
    await size.measure(batches, () => handle(batches))
    if (!isFull && gatherMs > 0) await sleep(gatherMs, undefined, { signal }).catch(() => undefined)
  }
