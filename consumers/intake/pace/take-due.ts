import { setTimeout as sleep } from 'node:timers/promises'
import { EventLogError, type Consumer } from '../../../infra/event-log/port.ts'

/** How often it is looked what has waited long enough (ms). */
const LOOK_MS = 250

/** Takes what has waited long enough, again and again, until it is stopped. `done` rejects when taking fails. */
export function startTakingDue(takeDue: () => Promise<number>, everyMs = LOOK_MS): Consumer {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        if ((await takeDue()) > 0) continue
      } catch (error) {
        // Another intake has the inbox by now, and takes what waits there.
        if (!(error instanceof EventLogError) || error.code !== 'rebalanced') throw error
      }
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const done = run()
  const ended = done.catch(() => undefined)
  return {
    done,
    assignment: () => [],
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}
