import { setTimeout as sleep } from 'node:timers/promises'
import type { Consumer } from '../../infra/event-log/port.ts'
import { createSignal } from '../../infra/event-log/signal.ts'
import { HeadsError } from './errors.ts'
import { keepOnce, nothingKept, type KeepDeps } from './keep-once.ts'

/** How far heads may be behind their logs while somebody keeps them (ms). */
const KEPT_EVERY_MS = 1_000
/** Where brokers die or freeze, a new leader may for a while not know how far its partition goes (ms). */
const SHORT_FOR_MS = 30_000
/** Longest wait of a stop: a log that does not answer leaves the heads a little older (ms). */
const STOP_MS = 2_000

/**
 * Keeps the heads of topics: once a second it reads what is new in them and moves the heads on, and once more when it is stopped. `done` rejects with HeadsError
 * when a log has lost records while it ran; whatever else fails is tried again. `shortForMs`: how long a log may look short. Default 30 s.
 */
export function startHeads({ shortForMs = SHORT_FOR_MS, ...deps }: KeepDeps & { readonly shortForMs?: number }): Consumer {
  const signal = createSignal()
  const kept = nothingKept()
  let stopping = false
  let shortSince: number | undefined
  const keep = async (): Promise<boolean> => {
    try {
      await keepOnce(deps, kept)
      shortSince = undefined
      return true
    } catch (error) {
      if (error instanceof HeadsError) {
        shortSince ??= performance.now()
        if (performance.now() - shortSince >= shortForMs) throw error
      }
      const code = error instanceof HeadsError ? error.code : 'heads-not-kept'
      deps.logger.warn(
        { step: 'heads', code, name: error instanceof Error ? error.name : 'unknown' },
        'The heads of the logs could not be moved on; this is tried again.',
      )
      return false
    }
  }
  const run = async (): Promise<void> => {
    let answers = true
    while (!stopping) {
      answers = await keep()
      if (!stopping) await signal.wait(KEPT_EVERY_MS)
    }
    // What the others wrote until they had stopped.
    if (answers) await keep()
  }
  const done = run()
  const ended = done.then(
    () => undefined,
    () => undefined,
  )
  return {
    done,
    assignment: () => [],
    stop: async () => {
      stopping = true
      signal.wake()
      await Promise.race([ended, sleep(STOP_MS, undefined, { ref: false })])
    },
  }
}
