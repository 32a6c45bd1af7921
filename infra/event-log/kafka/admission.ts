/** Lets work in one after the other, in the order of the calls, and waits before the queues behind it hold too much. */
export interface Admission {
  /** `prepare`, then in turn room for `size` bytes, then `work`, whose promise nobody behind waits for. */
  enter<P, T>(prepare: () => Promise<P>, size: (prepared: P) => number, work: (prepared: P) => Promise<T>): Promise<T>
  /** Resolves when all that has come so far was let in. */
  idle(): Promise<void>
}

export function createAdmission(maxBytes: number): Admission {
  let tail: Promise<unknown> = Promise.resolve()
  let held = 0
  let waiter: (() => void) | undefined

  const room = async (): Promise<void> => {
    while (held >= maxBytes)
      await new Promise<void>((resolve) => {
        waiter = resolve
      })
  }
  const release = (bytes: number): void => {
    held -= bytes
    waiter?.()
  }
  return {
    enter: (prepare, size, work) => {
      // Begun at once: whoever waits for an answer holds those behind up once, not each for as long again.
      const preparing = prepare()
      preparing.catch(() => undefined)
      const entered = tail.then(async () => {
        const prepared = await preparing
        await room()
        const bytes = size(prepared)
        held += bytes
        return {
          done: work(prepared).finally(() => {
            release(bytes)
          }),
        }
      })
      tail = entered.catch(() => undefined)
      return entered.then(({ done }) => done)
    },
    idle: async () => {
      await tail
    },
  }
}
