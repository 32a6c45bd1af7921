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

/** The pause before try number `attempt` (1, 2 …), milliseconds. */
export const pauseBefore = (attempt: number): number => Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS)

/** Tries again until it works, the error is final, or the patience ends; rejects with EventLogError. */
export async function patiently<T>({ ms, recover, doing }: Patience, work: () => Promise<T>): Promise<T> {
  const end = performance.now() + ms
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (isFinal(error) || performance.now() > end) throw asEventLogError(error, doing)
      await sleep(pauseBefore(attempt))
      await recover(error)
    }
  }
}
