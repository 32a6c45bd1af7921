import { setTimeout as sleep } from 'node:timers/promises'

/** A part that this process stands on, and a cheap question to it. */
export interface Dependency {
  readonly name: string
  /** Resolves when it has answered. */
  readonly ask: () => Promise<unknown>
  /** How long this process is ready without an answer (ms). */
  readonly boundMs: number
}

/** Moments are of `performance.now()`. */
export interface DependencyState {
  readonly name: string
  readonly boundMs: number
  /** Whether the last question was answered in time. */
  readonly up: boolean
  /** When it last answered; undefined: never yet. */
  readonly answeredAt: number | undefined
}

export interface DependencyWatch {
  readonly states: () => readonly DependencyState[]
  readonly stop: () => void
}

export interface WatchOptions {
  /** Between the questions to one part (ms). */
  readonly everyMs: number
  /** After which a question counts as not answered (ms). */
  readonly timeoutMs: number
  /** Told when a part has answered. */
  readonly answered?: (name: string) => void
}

/** Questions to a part that may be open at once: one that does not answer is not asked more and more. */
const MOST_OPEN = 2

function watchOne(
  { name, ask, boundMs }: Dependency,
  { everyMs, timeoutMs, answered }: WatchOptions,
  signal: AbortSignal,
): () => DependencyState {
  let up = false
  let answeredAt: number | undefined
  let open = 0
  const question = async (): Promise<boolean> => {
    open++
    try {
      await ask()
      answeredAt = performance.now()
      answered?.(name)
      return true
    } catch {
      return false
    } finally {
      open--
    }
  }
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      if (open < MOST_OPEN) {
        const waiting = new AbortController()
        up = await Promise.race([question(), sleep(timeoutMs, false, { ref: false, signal: waiting.signal }).catch(() => false)])
        waiting.abort()
      }
      await sleep(everyMs, undefined, { ref: false, signal }).catch(() => undefined)
    }
  }
  void run()
  return () => ({ name, boundMs, up, answeredAt })
}

/** Asks each part again and again, in the background: nobody who looks at the answers causes a question. */
export function watchDependencies(dependencies: readonly Dependency[], options: WatchOptions): DependencyWatch {
  const stopping = new AbortController()
  const watched = dependencies.map((dependency) => watchOne(dependency, options, stopping.signal))
  return {
    states: () => watched.map((state) => state()),
    stop: () => {
      stopping.abort()
    },
  }
}
