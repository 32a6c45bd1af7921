/** What must be undone when a comparison ends, however it ends. */
export interface Cleanup {
  /** Remembers something to undo, at once and without waiting; returns what undoes it earlier. */
  add(undo: () => void): () => void
  /** Undoes everything that is left, the newest first. One that fails does not keep the others. */
  run(): void
}

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** `onSignal`: told the exit code once everything is undone after SIGINT, SIGTERM or SIGHUP. Default: ends the process. */
export function createCleanup(
  onSignal: (code: number) => void = (code) => {
    process.exit(code)
  },
): Cleanup {
  const left = new Set<() => void>()
  const run = (): void => {
    for (const undo of [...left].reverse()) {
      left.delete(undo)
      try {
        undo()
      } catch (error) {
        console.error(error instanceof Error ? error.message : 'Something could not be removed.')
      }
    }
  }
  for (const signal of Object.keys(EXIT_CODES) as (keyof typeof EXIT_CODES)[]) {
    // Not once: npm and the terminal both send it, and the second must not end us in the middle.
    process.on(signal, () => {
      run()
      onSignal(EXIT_CODES[signal])
    })
  }
  return {
    add: (undo) => {
      left.add(undo)
      return () => {
        if (left.delete(undo)) undo()
      }
    },
    run,
  }
}
