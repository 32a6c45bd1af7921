import { agreesIn, agreesInSurnameOrBirth, described, differsIn, isDaySwapped, isSwapped, type Described } from './described.ts'
import type { PersonEvidence } from './evidence.ts'
import { IDENTIFIER_KINDS } from './identifiers.ts'

/** What of a person agrees. */
export interface Agreement {
  /** How many of given name and surname. */
  readonly names: number
  readonly birth: boolean
}

/** What agrees, in any spelling, or is in the other's place. */
export function agreement(one: Described, other: Described): Agreement {
  const kinds = ['given_name', 'surname'] as const
  const names = kinds.filter((kind) => agreesIn(one, other, kind)).length
  return {
    names: names === 0 && isSwapped(one, other) ? kinds.length : names,
    birth: agreesIn(one, other, 'birth_date') || isDaySwapped(one, other),
  }
}

/** How many of given name, surname and birth date differ from the person's. Names, or day and month, that were swapped are a slip and do not count. */
function disagreements(one: Described, other: Described): number {
  const names = (['given_name', 'surname'] as const).filter((kind) => differsIn(one, other, kind)).length
  const isBornElse = differsIn(one, other, 'birth_date') && !isDaySwapped(one, other)
  return (names > 0 && isSwapped(one, other) ? 0 : names) + (isBornElse ? 1 : 0)
}

/** In how many of them people with one number, or of one proceeding, may differ: one is a mistake, two make somebody else. */
const TOLERATED = 1

/** Rule (c): a strong identifier, or two of given name, surname and birth date, are others than the person's, where both sides have one. */
export const contradicts = (said: PersonEvidence, known: Described): boolean => {
  const one = described(said)
  return IDENTIFIER_KINDS.some((scheme) => differsIn(one, known, scheme)) || disagreements(one, known) > TOLERATED
}

/** Rule (a): surname or birth date agrees, and nothing contradicts. */
export const agrees = (said: PersonEvidence, known: Described): boolean =>
  agreesInSurnameOrBirth(described(said), known) && !contradicts(said, known)
