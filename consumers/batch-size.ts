import type { Batch } from '../infra/event-log/port.ts'

/** How many records a consumer takes together. */
export interface BatchSize {
  /** Most records of the next batch. */
  readonly next: () => number
  /** Does the work of a batch, and learns from how long it takes. */
  readonly measure: <Result>(batches: readonly Batch[], work: () => Promise<Result>) => Promise<Result>
}

/** How long a batch should take (ms), and how few records it may have. */
interface Aim {
  readonly ms: number
  readonly least: number
}

/** Where somebody who sends little waits for as long as a batch of the others takes. */
const BESIDE_LITTLE: Aim = { ms: 60, least: 40 }
/** Where all who send have much waiting, or one is alone: the larger a batch, the less each record costs. */
const MUCH_ALONE: Aim = { ms: 400, least: 100 }

/** Records of a partition, in a batch that has room for more, up to which its sender sends little. */
const LITTLE = 5
/** For how long who has sent little counts as one who may send again (ms). */
const REMEMBERED_MS = 10_000
/** How much larger than the last a batch may be: one that was quick by chance says little. */
const GROWTH = 2

/** How many records there are in batches. */
export const countOf = (batches: readonly Batch[]): number => batches.reduce((sum, { records }) => sum + records.length, 0)

/**
 * Batches of about the same time, whatever a record costs: on a slow machine few records, where each batch waits for servers many. `most`: never more.
 * `shared`: whether small batches are to be had where somebody sends little beside others who send much.
 */
export function createBatchSize(most: number, { shared }: { readonly shared: boolean }): BatchSize {
  /** When a batch was last full, so that more waits; and when one was not, and had a partition with few records. */
  const seen = { little: -Infinity, much: -Infinity }
  let aim = MUCH_ALONE
  let size = Math.min(most, aim.least)
  const learn = (batches: readonly Batch[], now: number): void => {
    if (countOf(batches) >= size) seen.much = now
    else if (batches.some(({ records }) => records.length <= LITTLE)) seen.little = now
    const isRecent = (at: number): boolean => now - at <= REMEMBERED_MS
    aim = shared && isRecent(seen.little) && isRecent(seen.much) ? BESIDE_LITTLE : MUCH_ALONE
  }
  return {
    next: () => size,
    async measure(batches, work) {
      const began = performance.now()
      learn(batches, began)
      const result = await work()
      const records = countOf(batches)
      const fitting = Math.round((records * aim.ms) / Math.max(1, performance.now() - began))
      // A batch that was smaller than it might have been does not say that a full one fits.
      const wanted = records < size ? Math.min(size, Math.max(fitting, records)) : Math.min(fitting, size * GROWTH)
      size = Math.min(most, Math.max(aim.least, wanted))
      return result
    },
  }
}
