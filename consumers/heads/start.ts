import type { Consumer } from '../../infra/event-log/port.ts'
import { createSignal } from '../../infra/event-log/signal.ts'
import { HeadsError } from './errors.ts'
import { keepOnce, nothingKept, type KeepDeps } from './keep-once.ts'

/** How far heads may be behind their logs while somebody keeps them (ms). */
const KEPT_EVERY_MS = 1_000

/**
 * Keeps the heads of topics: once a second it reads what is new in them and moves the heads on, and once more when it is stopped. `done` rejects with HeadsError
 * when a log has lost records while it ran; whatever else fails is tried again.
 */
export function startHeads(deps: KeepDeps): Consumer {
  const signal = createSignal()
  const kept = nothingKept()
  let stopping = false
  const keep = async (): Promise<void> => {
    try {
      await keepOnce(deps, kept)
    } catch (error) {
      if (error instanceof HeadsError) throw error
      deps.logger.warn({ step: 'heads', code: 'heads-not-kept', name: error instanceof Error ? error.name : 'unknown' }, 'The heads of the logs could not be moved on; this is tried again.')
    }
  }
  const run = async (): Promise<void> => {
    while (!stopping) {
      await keep()
      if (!stopping) await signal.wait(KEPT_EVERY_MS)
    }
    // What the others wrote until they had stopped.
    await keep()
  }
  const done = run()
  const ended = done.then(() => undefined, () => undefined)
  return {
    done,
    assignment: () => [],
    stop: () => {
      stopping = true
      signal.wake()
      return ended
    },
  }
}
