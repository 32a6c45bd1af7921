import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Memory over a run: heap after a full collection at even distances, and the most that the process had. */
export interface HeapWatch {
  /** Collects garbage and notes what is left. */
  readonly note: () => Promise<void>
  readonly report: () => HeapReport
}

export interface HeapReport {
  /** Mean of the first and of the last quarter of the notes, bytes. */
  readonly first: number
  readonly last: number
  /** Resident set, at most, bytes. */
  readonly peak: number
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

export function createHeapWatch(): HeapWatch {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const heap: number[] = []
  let peak = 0
  return {
    async note() {
      peak = Math.max(peak, process.memoryUsage.rss())
      collect()
      // Buffers are given back after the collection that finds them.
      await new Promise((resolve) => setImmediate(resolve))
      collect()
      const { heapUsed, external } = process.memoryUsage()
      heap.push(heapUsed + external)
    },
    report() {
      const quarter = Math.max(1, Math.floor(heap.length / 4))
      return { first: mean(heap.slice(0, quarter)), last: mean(heap.slice(-quarter)), peak }
    },
  }
}

/** More than this after all of a run is a leak, bytes: a cache of 10,000 unknown schema ids is less. */
export const FLAT = 4 * 2 ** 20
export const isFlat = ({ first, last }: HeapReport): boolean => last - first < FLAT
