/** Who may work: one at a time, live events before everything else. */
export interface Turns {
  /** Does the work as soon as what is under way is done. */
  readonly live: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** Does the work when no live work is under way or waits. */
  readonly behind: <Result>(work: () => Promise<Result>) => Promise<Result>
}

/** Turns for the two consumers of intake: what one decides, the other must know before it decides. */
export function createTurns(): Turns {
  const waiting = { live: [] as (() => void)[], behind: [] as (() => void)[] }
  let working = false
  const next = (): void => {
    const begin = waiting.live.shift() ?? waiting.behind.shift()
    working = begin !== undefined
    begin?.()
  }
  const inTurn =
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
  return { live: inTurn(waiting.live), behind: inTurn(waiting.behind) }
}
