import type { Log } from '../infra/telemetry/logger.ts'

const ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The wish that this process ends. */
export interface AskedToEnd {
  /** Resolves when the process is asked to end. */
  readonly asked: Promise<void>
  /** Says that the process serves; until then it starts. */
  readonly serves: () => void
  readonly hasServed: () => boolean
  /** Lets go of the channel to who started this process, so that it can end. */
  readonly close: () => void
}

/**
 * Listens for SIGINT, SIGTERM and SIGHUP, and for the end of the process that started this one, where there is a channel to it (scripts/run.mjs): who was killed
 * leaves no service behind. A terminal sends a signal to all its processes and those pass it on: a second one is the same wish, and never the system's own end.
 */
export function listenForEnd(): AskedToEnd {
  let hasServed = false
  const asked = new Promise<void>((resolve) => {
    const end = (): void => {
      resolve()
    }
    for (const signal of ENDS) process.on(signal, end)
    process.on('disconnect', end)
    // `connected` is undefined where there never was a channel.
    if (process.connected === false) end()
  })
  return {
    asked,
    serves: () => {
      hasServed = true
    },
    hasServed: () => hasServed,
    close: () => {
      if (process.connected) process.disconnect()
    },
  }
}

/** Once asked, or when it has failed, the process ends within this time: sooner than whoever asked kills it (containers: ten seconds). */
const END_MS = 9_000

/** Ends the process as it is after a time, if it still lives: as a crash does, by which nothing acknowledged is lost (docs/faults.md). `code`: asked then. */
export function endAnyway(logger: Log, code: () => number): void {
  setTimeout(() => {
    logger.error({ step: 'serve' }, 'The process did not end in time; it ends as it is.')
    process.exit(code())
  }, END_MS).unref()
}

/** Once asked, what cannot end in time ends as it is: a start that waits for something with code 0, an end that does with 1. */
export function endInTime({ asked, hasServed }: AskedToEnd, logger: Log): void {
  void asked.then(() => {
    endAnyway(logger, () => (hasServed() ? 1 : 0))
  })
}
