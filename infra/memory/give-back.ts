import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** `last-resort` gives back whatever can be, at once, also right after much work. `regular` needs a quarter of its time, and V8 gives the pages back eight seconds later. */
type Flavor = 'regular' | 'last-resort'
type Collect = (options: { readonly type: 'major'; readonly flavor: Flavor }) => void

let collect: Collect | undefined

/** V8's own function. Node has no other way to ask for a collection in a process that runs, however it was started. */
function collector(): Collect {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as Collect
}

/**
 * Collects garbage once. The room for young objects shrinks to its least, and grows again as soon as work wants it: no rate depends on it. Nothing else runs in this
 * thread meanwhile.
 */
function giveBack(flavor: Flavor): void {
  collect ??= collector()
  collect({ type: 'major', flavor })
}

export interface RestOptions {
  /** Between two checks until the first rest (ms). */
  readonly startMs?: number
  /** Between two checks from then on (ms). */
  readonly everyMs?: number
  /** Growth that is worth a collection (bytes). */
  readonly worth?: number
}

const START_MS = 1_000
const EVERY_MS = 30_000
const WORTH = 24 * 2 ** 20
/** Of the time since the last check: a thread that did less than this rests. */
const BUSY = 0.05

/**
 * Gives memory back when this thread rests: what a start has left once it first does, and from then on whenever it has grown since the last time. A thread that is
 * busy is left alone. Closing it ends that.
 */
export function giveBackAtRest({ startMs = START_MS, everyMs = EVERY_MS, worth = WORTH }: RestOptions = {}): { close(): void } {
  let before = performance.eventLoopUtilization()
  let least: number | undefined
  let timer: NodeJS.Timeout | undefined
  const collectAtRest = (): void => {
    const { utilization } = performance.eventLoopUtilization(before)
    if (utilization < BUSY && (least === undefined || getHeapStatistics().total_heap_size > least + worth)) {
      giveBack(least === undefined ? 'last-resort' : 'regular')
      least = getHeapStatistics().total_heap_size
    }
    before = performance.eventLoopUtilization()
    wait()
  }
  const wait = (): void => {
    timer = setTimeout(collectAtRest, least === undefined ? startMs : everyMs).unref()
  }
  wait()
  return {
    close: () => {
      clearTimeout(timer)
    },
  }
}
