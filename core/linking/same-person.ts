import type { CaseLogId, PersonId } from '../../schemas/ids.ts'
import { agreesIn, agreesInSurnameOrBirth, contradictsInNameAndBirth, type Described } from './described.ts'
import { IDENTIFIER_KINDS } from './identifiers.ts'
import { tokensIn, type KnownPerson, type LinkIndex } from './link-index.ts'
import { personIn } from './merges.ts'

/** A harmed person of a case, who may be meant. */
export interface Comparable extends Described {
  readonly person: PersonId
  /** Whom she may be, where people have still to compare: then her name and birth date are theirs as well. */
  readonly candidates: readonly PersonId[]
}

/** Who somebody is: a person whom the case has, or another, who may be one of `candidates`. */
export type Same<Of> = { readonly same: Of } | { readonly candidates: readonly Of[] }

const shareIdentifier = (one: Described, other: Described): boolean => IDENTIFIER_KINDS.some((scheme) => agreesIn(one, other, scheme))

/**
 * Which of the harmed people of a case somebody is: the one rule, for the people of an event and for cases that become one (D.11, 3). The same person: by a strong identifier
 * with a surname or birth date that agrees, or by full name and birth date where only one has them. Another: where an identifier agrees, and name and birth date both contradict.
 * Where several fit, or it is not known which of several the one is who fits: nobody, until people compare them. Pure, and the same whichever of two is compared with the other.
 */
export function samePerson<Of extends Comparable>(
  one: Described & Partial<Pick<Comparable, 'candidates'>>,
  found: readonly Of[],
): Same<Of> {
  const named = found.filter((other) => agreesIn(one, other, 'name'))
  const identified = found.filter((other) => shareIdentifier(one, other))
  const agreeing = identified.filter((other) => agreesInSurnameOrBirth(one, other))
  const [first, ...more] = agreeing
  if (first !== undefined && more.length === 0 && (named.length === 0 || named.includes(first))) return { same: first }
  const possible = agreeing.length > 0 ? agreeing : identified.filter((other) => !contradictsInNameAndBirth(one, other))
  const certain = [...new Set([...possible, ...named])].filter(({ candidates }) => candidates.length === 0)
  const [only] = certain
  if (only !== undefined && certain.length === 1 && (one.candidates ?? []).length === 0) return { same: only }
  return { candidates: certain }
}

/** Ids of people, in one order. */
export const idsOf = (people: readonly Pick<Comparable, 'person'>[]): readonly PersonId[] => people.map(({ person }) => person).sort()

/** Whom of the people of a case an event means: who is the same, or the one of whom it was not known before either which of these same people she is, when no identifier is said that she has not. */
export function meantBy<Of extends Comparable>(said: Described, found: readonly Of[]): Same<Of> {
  const outcome = samePerson(said, found)
  if ('same' in outcome) return outcome
  const candidates = idsOf(outcome.candidates).join()
  const again = found.find(
    (one) =>
      agreesIn(said, one, 'name') &&
      one.candidates.length > 0 &&
      one.candidates.toSorted().join() === candidates &&
      IDENTIFIER_KINDS.every((scheme) =>
        [...(said.tokens.get(scheme) ?? [])].every((token) => one.tokens.get(scheme)?.has(token) ?? false),
      ),
  )
  return again === undefined ? outcome : { same: again }
}

/** A person of a case as the case has them. `caseLog`: what stands for the case. */
export function comparableIn(known: LinkIndex, caseLog: CaseLogId, of: KnownPerson): Comparable {
  const candidates = [...new Set(of.candidates.map((one) => personIn(known.merges, caseLog, one)))]
  return { person: of.person, tokens: tokensIn(known, caseLog, of), candidates: candidates.includes(of.person) ? [] : candidates }
}
