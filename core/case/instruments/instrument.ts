import type { AgencyId } from '../../../schemas/ids.ts'
import type { CaseEvent } from '../case-events.ts'

/** What an agency publishes that bears on what others see (domain model D.11 (6)). */
export type InstrumentKind =
  | 'allocation'
  | 'listing'
  | 'block'
  | 'refusal'
  | 'agreement'
  | 'override'
  | 'restriction'
  | 'objection'
  | 'merge'
  | 'part'
  | 'resolution'
  | 'comparison'
  | 'naming'
  | 'possible_match'

/**
 * How far an instrument takes effect now. `own`: for events of the agency that said it. `own-and-facing`: for those, and for every reader who faces the
 * perpetrator. `waits`: for nobody, until it is confirmed. `ended`: for nobody, as people decided.
 */
export type InstrumentEffect = 'in-force' | 'own-and-facing' | 'own' | 'waits' | 'ended'

/** An instrument, and what it does at the moment of a read. Worked out at the read, never in the fold of the log. */
export interface Instrument {
  readonly kind: InstrumentKind
  readonly event: CaseEvent
  /** Agency that published it. */
  readonly sender: AgencyId
  readonly effect: InstrumentEffect
  /** Last moment of that effect, ms since the Unix epoch, unless somebody answers before; undefined: none is set. */
  readonly until: number | undefined
  /** It hides (a block, a refusal, a restriction); else it opens, or switches others off. */
  readonly closes: boolean
  /** It stands on the list to confirm: it waits, is bounded until somebody answers, or is from before the table was in force. */
  readonly toConfirm: boolean
}
