/** Lets one loop sleep until there is something to do. */
export interface Signal {
  wake(): void
  /** Resolves at once when woken since the last wait, else at the next wake, or after `ms` where given. */
  wait(ms?: number): Promise<void>
}

export function createSignal(): Signal {
  let woken = false
  let sleeper: (() => void) | undefined
  return {
    wake: () => {
      woken = true
      sleeper?.()
    },
    wait: async (ms) => {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = ms === undefined ? undefined : setTimeout(resolve, ms)
          sleeper = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      sleeper = undefined
      woken = false
    },
  }
}
