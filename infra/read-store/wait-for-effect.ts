import type { Position } from '../event-log/port.ts'
import { nextOffset } from './offsets.ts'
import type { ReadStore } from './port.ts'

export interface WaitOptions {
  /** Default: the timeline. */
  readonly consumer?: string
  /** Longest wait, milliseconds. Default 5,000. */
  readonly timeout?: number
  /** Between looks, milliseconds. Default 20. */
  readonly interval?: number
}

/**
 * Waits until a consumer's offset in the read store has passed a position: what stands there has taken effect. Resolves with false when it has
 * not in time ("not yet in force").
 */
export async function waitForEffect(store: ReadStore, position: Position, options: WaitOptions = {}): Promise<boolean> {
  const { consumer = 'timeline', timeout = 5_000, interval = 20 } = options
  const end = performance.now() + timeout
  for (;;) {
    const next = await nextOffset(store.db, consumer, position.topic, position.partition)
    if (next !== undefined && next > position.offset) return true
    if (performance.now() >= end) return false
    await new Promise<void>((resolve) => { setTimeout(resolve, interval) })
  }
}
