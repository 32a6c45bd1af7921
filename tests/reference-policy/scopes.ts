import type { Said } from './record.ts'

/** Whose pairs each event belongs to (D.10, Pairs): harmed people; everybody's; or not known yet. */
export type Pairs = ReadonlySet<string> | 'everybody' | 'unknown'

export interface Scopes {
  readonly adults: readonly string[]
  readonly of: ReadonlyMap<Said, Pairs>
  /** The pairs that a harmed person belongs to in an event: her age is that of its day. */
  pairsOf(person: string, event: Said): readonly string[]
  /** Whom a harmed person may be, of whom it is not known which of several she is. */
  readonly mayBe: (person: string) => readonly string[]
}
