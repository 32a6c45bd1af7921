import type { AccessFact, Surroundings } from './access-fact.ts'
import type { History } from './history.ts'

/** What a rule looks at beside the fact itself. */
export interface Looking {
  /** What the reader did before. */
  readonly history: History
  readonly surroundings: Surroundings
}

/**
 * What of a fact a rule fires on, each a few words that tell one such thing of the reader from another (a case, a day, a kind): one of the same words is told once a day. Empty: on nothing. Never leaves
 * the fold.
 */
export type Rule = (fact: AccessFact, looking: Looking) => readonly string[]
