import type { Clock } from '../../infra/clock/clock.ts'

/** Schema ids that nobody knows which one sender may have looked up in a window. */
const MOST_UNKNOWN = 100
/** Milliseconds. */
const WINDOW_MS = 30_000

/** Holds back look-ups for a sender who names one made-up schema id after another, so that a flood of them is none of requests to the registry. */
export interface LookupBudget {
  /** Whether the registry is asked for an id for this sender: an id that was unknown a moment ago is, since the registry's adapter remembers that. */
  readonly mayAsk: (sender: string, id: number) => boolean
  /** Notes that an id was unknown. */
  readonly wasUnknown: (sender: string, id: number) => void
}

/** INVARIANT: counted per sender, so that nobody's flood gets another agency's event refused. Senders are registered agencies: few. */
export function createLookupBudget(clock: Clock): LookupBudget {
  const windows = new Map<string, { readonly since: number; readonly unknown: Set<number> }>()
  const windowOf = (sender: string): Set<number> => {
    const now = clock.now()
    const kept = windows.get(sender)
    if (kept !== undefined && now - kept.since < WINDOW_MS) return kept.unknown
    const unknown = new Set<number>()
    windows.set(sender, { since: now, unknown })
    return unknown
  }
  return {
    mayAsk: (sender, id) => {
      const unknown = windowOf(sender)
      return unknown.size < MOST_UNKNOWN || unknown.has(id)
    },
    wasUnknown: (sender, id) => {
      windowOf(sender).add(id)
    },
  }
}
