import { within } from './patience.ts'

/** Notices that a process's own connections do not work though the brokers answer: it cannot recover, and must end. */
export interface StuckWatch {
  /** A broker has answered a request of the process. */
  answered(): void
  /** A request was given up without an answer. */
  unanswered(): void
  stop(): void
}

export interface StuckWatchOptions {
  /** Asks the brokers over a new connection; rejects when they do not answer. */
  readonly probe: () => Promise<void>
  /** Called once. */
  readonly onStuck: () => void
  /** Between probes, and longest wait for one, milliseconds. Default 4,000. */
  readonly everyMs?: number
  /** How long the brokers have answered probes, and nothing else, before it is called, milliseconds. Default 15,000. */
  readonly afterMs?: number
}

const EVERY_MS = 4_000
const AFTER_MS = 15_000

/** Probes only from the first request without an answer to the next one with one. */
export function createStuckWatch({ probe, onStuck, everyMs = EVERY_MS, afterMs = AFTER_MS }: StuckWatchOptions): StuckWatch {
  let timer: NodeJS.Timeout | undefined
  let probedSince: number | undefined
  let watchNumber = 0

  const rest = (): void => {
    clearTimeout(timer)
    timer = undefined
    probedSince = undefined
    watchNumber++
  }
  const check = async (mine: number): Promise<void> => {
    const isThere = await within(everyMs, probe()).then(
      () => true,
      () => false,
    )
    if (mine !== watchNumber) return
    probedSince = isThere ? (probedSince ?? performance.now()) : undefined
    if (probedSince !== undefined && performance.now() - probedSince >= afterMs) {
      rest()
      onStuck()
    } else again(mine)
  }
  const again = (mine: number): void => {
    timer = setTimeout(() => {
      void check(mine)
    }, everyMs)
    timer.unref()
  }
  return {
    answered: () => {
      if (timer !== undefined) rest()
    },
    unanswered: () => {
      if (timer === undefined) again(watchNumber)
    },
    stop: rest,
  }
}
