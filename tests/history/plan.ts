/** How long a made-up history is. The same plan, the same people, events, changes and reads; keys and ids of the vault are new in every folder. */
export interface HistoryPlan {
  readonly seed: number
  /** Access records of reads. */
  readonly reads: number
  /** Entries of control.events that are made up, releases among them. */
  readonly control: number
  /** Policy releases among those, each proposed by one person and approved by another. */
  readonly releases: number
  readonly cases: number
  /** Between two of them logs and clock stand still; the reads of one are at every version that it went through. */
  readonly rounds: number
}

/** The first moment of the made-up clock, and how long the history is on it. */
export const BEGINS = Date.parse('2026-02-02T08:00:00Z')
export const LASTS_MS = 30 * 86_400_000
/** No moment of the clock is later, those of reads through the service included. */
export const ENDS = BEGINS + 2 * LASTS_MS

/** Events of a case at least. */
export const EVENTS_OF_CASE = 12

/** A plan in the proportions of the long one: 100,000 reads over 5,000 control changes, 8 releases and 300 cases. */
export function planOf({ seed, reads, control, releases }: Pick<HistoryPlan, 'seed' | 'reads' | 'control' | 'releases'>): HistoryPlan {
  if (control < releases * 2) throw new RangeError('A release is two entries of control.events: give --control at least twice --releases.')
  return {
    seed,
    reads,
    control,
    releases,
    cases: Math.min(300, Math.max(12, Math.round(reads / 100))),
    rounds: Math.max(releases, Math.min(120, Math.ceil(reads / 200))),
  }
}

/** The part of `total` that is done when `round` of `rounds` are. */
export const doneBy = (total: number, round: number, rounds: number): number => Math.floor((total * round) / rounds)
