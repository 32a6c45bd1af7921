import type { EventLog } from '../event-log/port.ts'
import type { ReadStore } from './port.ts'

/** How far a read store is behind its logs, compared again and again. */
export interface LagWatch {
  /** Whether nothing may be shown from the store: it is behind for longer than the bound, or another, older one stands in its place. */
  isBehind(): boolean
  stop(): void
}

export interface LagWatchOptions {
  readonly log: Pick<EventLog, 'ranges'>
  readonly store: ReadStore
  /** The consumers that fill the store, each with its topic. */
  readonly follows: readonly { readonly consumer: string; readonly topic: string }[]
  /** Behind is what lacks something that was in the log this long ago, milliseconds. Default 30,000: longer than a consumer needs that takes over from one that died. */
  readonly boundMs?: number
  /** How often the store is compared with its logs, milliseconds. Default 2,000. */
  readonly everyMs?: number
}

const BOUND_MS = 30_000
const COMPARE_MS = 2_000
/** More moments than these are not told apart. */
const MOST_MARKS = 100

/** By consumer, topic and partition: an offset. */
type Offsets = ReadonlyMap<string, number>
/** Where the logs ended at a moment (performance.now). */
interface Mark {
  readonly at: number
  readonly ends: Offsets
}

const keyOf = (consumer: string, topic: string, partition: number): string => `${consumer} ${topic} ${String(partition)}`
const covers = (stands: Offsets, ends: Offsets): boolean => [...ends].every(([key, end]) => (stands.get(key) ?? 0) >= end)

/**
 * What is known of a store's lag. Pure: `now` in milliseconds, monotonic. Behind once it is behind for longer than the bound, and no longer when it is behind for less than a
 * quarter of it: a store at the bound does not change its mind with every comparison.
 */
export function createLag(boundMs: number) {
  let marks: Mark[] = []
  let most: Offsets = new Map()
  let isBehind = false
  return {
    compare: (now: number, ends: Offsets, stands: Offsets): void => {
      // Never so: offsets only grow, so this is an older store, or an empty one.
      const wentBack = [...most].some(([key, next]) => (stands.get(key) ?? 0) < next)
      most = new Map([...most, ...stands].map(([key]) => [key, Math.max(most.get(key) ?? 0, stands.get(key) ?? 0)]))
      marks = [...marks.filter((mark) => !covers(stands, mark.ends)), ...(covers(stands, ends) ? [] : [{ at: now, ends }])]
      if (marks.length > MOST_MARKS) marks.splice(1, 1)
      const oldest = marks[0]?.at ?? now
      if (wentBack || now - oldest > boundMs) isBehind = true
      else if (now - oldest < boundMs / 4) isBehind = false
    },
    isBehind: () => isBehind,
  }
}

/** Watches a store that others fill. A comparison that fails changes nothing: without its log, nothing can be put on record or shown anyway. */
export function watchLag({ log, store, follows, boundMs = BOUND_MS, everyMs = COMPARE_MS }: LagWatchOptions): LagWatch {
  const lag = createLag(boundMs)
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  const compareNow = async (): Promise<void> => {
    const ends = new Map<string, number>()
    for (const { consumer, topic } of follows) {
      for (const { partition, start, end } of await log.ranges(topic)) if (end > start) ends.set(keyOf(consumer, topic, partition), end)
    }
    const rows = await store.db
      .selectFrom('consumer_offset')
      .select(['consumer', 'topic', 'partition', 'next_offset'])
      .where(
        'consumer',
        'in',
        follows.map(({ consumer }) => consumer),
      )
      .execute()
    lag.compare(
      performance.now(),
      ends,
      new Map(rows.map(({ consumer, topic, partition, next_offset: next }) => [keyOf(consumer, topic, partition), next])),
    )
  }
  const again = (): void => {
    if (isStopped) return
    timer = setTimeout(() => {
      void compareNow()
        .catch(() => undefined)
        .finally(again)
    }, everyMs)
    timer.unref()
  }
  again()
  return {
    isBehind: lag.isBehind,
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
