/** The cases of a run that took longest, each run again: what took long the second time too is slow, the rest was the machine. */
export interface Slowest {
  readonly note: (index: number, ms: number) => void
  /** Runs the longest again; the slowest of them by the least time that it took. */
  readonly confirm: (again: (index: number) => Promise<number>) => Promise<{ readonly index: number; readonly ms: number }>
}

/** Many: a collection of garbage makes any case look slow once. */
const KEPT = 200
const TRIES = 3

export function createSlowest(): Slowest {
  const kept: { readonly index: number; readonly ms: number }[] = []
  return {
    note(index, ms) {
      if (kept.length === KEPT && ms <= (kept.at(-1)?.ms ?? 0)) return
      kept.push({ index, ms })
      kept.sort((one, other) => other.ms - one.ms)
      kept.length = Math.min(kept.length, KEPT)
    },
    async confirm(again) {
      let slowest = { index: 0, ms: 0 }
      for (const { index, ms } of kept) {
        let least = ms
        for (let tries = 0; tries < TRIES; tries += 1) least = Math.min(least, await again(index))
        if (least > slowest.ms) slowest = { index, ms: least }
      }
      return slowest
    },
  }
}
