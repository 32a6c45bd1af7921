/** Lets one loop sleep until there is something to do. */
export interface Signal {
  wake(): void
  /** Resolves at once when woken since the last wait, else at the next wake. */
  wait(): Promise<void>
}

export function createSignal(): Signal {
  let woken = false
  let sleeper: (() => void) | undefined
  return {
    wake: () => {
      woken = true
      sleeper?.()
    },
    wait: async () => {
      if (!woken) await new Promise<void>((resolve) => { sleeper = resolve })
      sleeper = undefined
      woken = false
    },
  }
}
