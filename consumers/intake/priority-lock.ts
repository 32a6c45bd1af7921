/** Lets one piece of work run at a time: work for live events before all other work. */
export interface PriorityLock {
  /** Does the work as soon as what is under way is done. */
  readonly live: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** Does the work when no live work is under way or waits. */
  readonly behind: <Result>(work: () => Promise<Result>) => Promise<Result>
}

/**
 * A lock for the consumers of intake: what one decides, the other must know before it decides.
 * Example: `await lock.live(() => take(records))` resolves or rejects as `take` does; everybody else waits meanwhile.
 */
export function createPriorityLock(): PriorityLock {
  const waiting = { live: [] as (() => void)[], behind: [] as (() => void)[] }
  let working = false
  const next = (): void => {
    const begin = waiting.live.shift() ?? waiting.behind.shift()
    working = begin !== undefined
    begin?.()
  }
  const holding =
    (queue: (() => void)[]) =>
    async <Result>(work: () => Promise<Result>): Promise<Result> => {
      await new Promise<void>((resolve) => {
        queue.push(resolve)
        if (!working) next()
      })
      try {
        return await work()
      } finally {
        next()
      }
    }
  return { live: holding(waiting.live), behind: holding(waiting.behind) }
}
