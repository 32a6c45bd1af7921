import type { Position } from '../../../infra/event-log/port.ts'
import type { ReadStore } from '../../../infra/read-store/port.ts'
import { waitForEffects } from '../../../infra/read-store/wait-for-effect.ts'

/** Keeps intake from running far ahead of the timeline: what has to wait, waits in the inboxes, where each agency has its own, not behind everybody's in a case log. */
export interface BehindTimeline {
  /** Notes what was appended to case logs. */
  readonly appended: (positions: readonly Position[]) => void
  /** Resolves when the timeline has what was noted before the last call. */
  readonly room: () => Promise<void>
}

/** Longest wait. INVARIANT: a timeline that is down keeps no receipt back for longer, and only once. */
const MOST_MS = 1_000
const LOOK_MS = 5

const keyOf = ({ topic, partition }: Position): string => `${topic} ${String(partition)}`

/** Lets intake be one batch ahead, so that both have something to do. */
export function stayBehindTimeline(store: ReadStore): BehindTimeline {
  let before: readonly Position[] = []
  const since = new Map<string, Position>()
  let isAway = false
  return {
    appended(positions) {
      for (const position of positions) since.set(keyOf(position), position)
    },
    async room() {
      const timeout = isAway ? 0 : MOST_MS
      isAway = !(await waitForEffects(store, before, { timeout, interval: LOOK_MS }))
      if (isAway) return
      before = [...since.values()]
      since.clear()
    },
  }
}
