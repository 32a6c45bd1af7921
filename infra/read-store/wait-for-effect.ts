import type { Position } from '../event-log/port.ts'
import type { ReadStore } from './port.ts'

export interface WaitOptions {
  /** Default: the timeline. */
  readonly consumer?: string
  /** Longest wait, milliseconds. Default 5,000. */
  readonly timeout?: number
  /** Between looks, milliseconds. Default 20. */
  readonly interval?: number
}

export const EFFECT_MS = 5_000

/** Waits until a consumer's offset in the read store has passed a position: see `waitForEffects`. */
export const waitForEffect = (store: ReadStore, position: Position, options: WaitOptions = {}): Promise<boolean> =>
  waitForEffects(store, [position], options)

/**
 * Waits until a consumer's offsets in the read store have passed positions, one of a partition: what stands there has taken effect. Resolves with false
 * when it has not in time ("not yet in force").
 */
export async function waitForEffects(
  store: ReadStore,
  positions: readonly Position[],
  { consumer = 'timeline', timeout = EFFECT_MS, interval = 20 }: WaitOptions = {},
): Promise<boolean> {
  const end = performance.now() + timeout
  const topics = [...new Set(positions.map(({ topic }) => topic))]
  while (positions.length > 0) {
    const rows = await store.db
      .selectFrom('consumer_offset')
      .select(['topic', 'partition', 'next_offset'])
      .where('consumer', '=', consumer)
      .where('topic', 'in', topics)
      .execute()
    const next = new Map(rows.map(({ topic, partition, next_offset: offset }) => [`${topic} ${String(partition)}`, offset]))
    if (positions.every(({ topic, partition, offset }) => (next.get(`${topic} ${String(partition)}`) ?? 0) > offset)) return true
    if (performance.now() >= end) return false
    await new Promise<void>((resolve) => {
      setTimeout(resolve, interval)
    })
  }
  return true
}
