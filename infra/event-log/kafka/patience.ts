import { setTimeout as sleep } from 'node:timers/promises'
import { asEventLogError, isFinal } from './errors.ts'

export interface Patience {
  /** For how long what may pass by itself is tried again, milliseconds. */
  readonly ms: number
  /** Called before each further try. */
  readonly recover: (error: unknown) => Promise<void>
  /** What fails, for people. */
  readonly doing: string
}

const FIRST_PAUSE_MS = 20
const LONGEST_PAUSE_MS = 1_000
/** A try to recover that takes longer goes on by itself: kafkajs asks a frozen broker several times, each to its time-out. */
const RECOVER_MS = 3_000

/** The pause before try number `attempt` (1, 2 …), milliseconds. */
export const pauseBefore = (attempt: number): number => Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS)

/** Work that was not done in time. It may still be going on: its outcome is unknown. */
export class OutOfTimeError extends Error {
  constructor() {
    super('No answer came in time.')
    this.name = 'OutOfTimeError'
  }
}

/** What the work gives, or OutOfTimeError after `ms`. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        reject(new OutOfTimeError())
      },
      Math.max(ms, 0),
    )
  })
  try {
    return await Promise.race([work, end])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Tries again until it works, the error is final, or the patience ends; rejects with EventLogError.
 * INVARIANT: it settles within the patience, whatever the work does, and no try begins while another is going on.
 */
export async function patiently<T>({ ms, recover, doing }: Patience, work: () => Promise<T>): Promise<T> {
  const end = performance.now() + ms
  const left = (): number => end - performance.now()
  for (let attempt = 1; ; attempt++) {
    try {
      return await within(left(), work())
    } catch (error) {
      if (isFinal(error) || left() <= 0) throw asEventLogError(error, doing)
      await sleep(pauseBefore(attempt))
      await within(Math.min(left(), RECOVER_MS), recover(error)).catch(() => undefined)
    }
  }
}
