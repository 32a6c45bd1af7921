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

/** Where others wait for as long as a batch takes. */
const IN_COMPANY: Aim = { ms: 60, least: 10 }
/** Where nobody else has sent anything for a while: the larger a batch, the less each record costs. */
const ALONE: Aim = { ms: 250, least: 50 }

/** For how long who has sent something counts as one who waits (ms). */
const COMPANY_MS = 10_000
/** How much larger than the last a batch may be: one that was quick by chance says little. */
const GROWTH = 2

/**
 * Batches of about the same time, whatever a record costs: on a slow machine few records, where each batch waits for servers many. `most`: never more.
 * `shared`: whether small batches are to be had where several partitions have records; else a batch is as large as for one alone.
 */
export function createBatchSize(most: number, { shared }: { readonly shared: boolean }): BatchSize {
  /** When each partition last had records. */
  const served = new Map<string, number>()
  let aim = ALONE
  let size = Math.min(most, aim.least)
  const look = (batches: readonly Batch[], now: number): void => {
    for (const { topic, partition } of batches) served.set(`${topic} ${String(partition)}`, now)
    for (const [place, at] of served) if (now - at > COMPANY_MS) served.delete(place)
    aim = shared && served.size > 1 ? IN_COMPANY : ALONE
  }
  return {
    next: () => size,
    async measure(batches, work) {
      const began = performance.now()
      look(batches, began)
      const result = await work()
      const records = batches.reduce((sum, batch) => sum + batch.records.length, 0)
      const fitting = Math.round((records * aim.ms) / Math.max(1, performance.now() - began))
      // A batch that was smaller than it might have been does not say that a full one fits.
      const wanted = records < size ? Math.min(size, Math.max(fitting, records)) : Math.min(fitting, size * GROWTH)
      size = Math.min(most, Math.max(aim.least, wanted))
      return result
    },
  }
}
