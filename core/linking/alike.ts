import type { CaseLogId } from '../../schemas/ids.ts'
import { agreesIn, agreesInSurnameOrBirth, described, has, spelt, type Described } from './described.ts'
import { namesOf, type Evidence, type PersonEvidence } from './evidence.ts'
import { IDENTIFIER_KINDS } from './identifiers.ts'
import { harmedOf, holdersOf, subjectOf, type KnownPerson, type LinkIndex } from './link-index.ts'
import { survivorOf } from './merges.ts'
import { agreement, type Agreement } from './subject.ts'

/** Most cases in which one event is noted: who is like more people than that is told from none of them by it. */
export const MOST_ALIKE = 5

/** Most cases with which one event is compared, those first that most of it leads to. INVARIANT: who makes up thousands of cases alike costs the next event of theirs no more than this. */
export const MOST_COMPARED = 100

/** Given name and surname: two agree where both do. */
const BOTH = 2

/** Tokens that are looked up together: who has one of the first and one of the others. Each alone would find too many. */
export interface TokensWith {
  readonly one: readonly string[]
  readonly other: readonly string[]
}

/** By what cases are found whose subject may be an event's. */
export interface AlikeKeys {
  /** Tokens of the subject: birth date with a name, a mistyped number with a surname or birth date. */
  readonly ofSubject: readonly TokensWith[]
  /** Tokens of the subject with those of somebody harmed in the same case. */
  readonly ofBoth: readonly TokensWith[]
}

const given = (...tokens: readonly (string | null | undefined)[]): readonly string[] => tokens.filter((token) => token != null)

/** The birth date, and the one with day and month in each other's place. */
const birthsOf = ({ birth_date: birth, slips }: PersonEvidence): readonly string[] =>
  birth === null ? [] : given(birth, slips?.().birth_date)

/** What finds, in a store of any size, the few cases that may be alike: never a name alone. Makes the tokens of slips and of mistyped numbers. */
export function alikeKeys({ subject, harmed }: Evidence): AlikeKeys {
  const births = birthsOf(subject)
  const swapped = subject.slips?.().swapped
  const surnames = [...spelt(subject, 'surname'), ...given(swapped?.surname)]
  const keys = {
    ofSubject: [
      { one: births, other: [...surnames, ...spelt(subject, 'given_name'), ...given(swapped?.given_name)] },
      { one: subject.mistyped?.() ?? [], other: [...surnames, ...births] },
    ],
    ofBoth: [
      { one: births, other: harmed.flatMap(birthsOf) },
      {
        one: spelt(subject, 'full_name'),
        other: harmed.flatMap((said) => [...spelt(said, 'full_name'), ...given(said.birth_date)]),
      },
    ],
  }
  const isWhole = ({ one, other }: TokensWith): boolean => one.length > 0 && other.length > 0
  return { ofSubject: keys.ofSubject.filter(isWhole), ofBoth: keys.ofBoth.filter(isWhole) }
}

const isOf = (role: KnownPerson['role']) => (person: KnownPerson) => person.role === role

/** Cases that may be alike, of those that are known: MOST_COMPARED at most. */
function candidates({ subject, harmed }: Evidence, known: LinkIndex): readonly CaseLogId[] {
  const his = [...birthsOf(subject), ...spelt(subject, 'full_name'), ...(subject.mistyped?.() ?? [])].flatMap((token) =>
    holdersOf(known, token).filter(isOf('subject')),
  )
  const hers = harmed
    .filter(({ role }) => role === 'adult')
    .flatMap((said) => [...said.identifiers.map(({ token }) => token), ...namesOf(said)])
    .flatMap((token) => holdersOf(known, token).filter(isOf('adult')))
  const ways = new Map<CaseLogId, number>()
  const lead = (caseLog: CaseLogId): void => {
    ways.set(caseLog, (ways.get(caseLog) ?? 0) + 1)
  }
  for (const { caseLog } of his) lead(caseLog)
  for (const { logs } of hers) for (const log of logs) lead(survivorOf(known.merges, log))
  if (ways.size <= MOST_COMPARED) return [...ways.keys()]
  return [...ways]
    .sort(([one, by], [other, byOther]) => byOther - by || (one < other ? -1 : 1))
    .slice(0, MOST_COMPARED)
    .map(([caseLog]) => caseLog)
}

const countOf = ({ names, birth }: Agreement): number => names + (birth ? 1 : 0)

/** True of the same adult: by name and birth date, or by a number with a surname or birth date that agrees. */
const isSameAdult = (said: Described & Pick<PersonEvidence, 'role'>, known: KnownPerson): boolean =>
  said.role === 'adult' &&
  known.role === 'adult' &&
  (agreesIn(said, known, 'name') ||
    (IDENTIFIER_KINDS.some((scheme) => agreesIn(said, known, scheme)) && agreesInSurnameOrBirth(said, known)))

/** True where a number of somebody's may be the person's, mistyped. */
const hasMistyped = ({ mistyped }: PersonEvidence, { tokens }: KnownPerson): boolean => {
  const meant = mistyped?.() ?? []
  return IDENTIFIER_KINDS.some((scheme) => meant.some((token) => has(tokens, scheme, token)))
}

/** How much of his, and of somebody's whom he harms, agrees: 0 where he is not likely to be that subject. */
function likeness({ subject, harmed }: Evidence, known: LinkIndex, caseLog: CaseLogId): number {
  const standing = subjectOf(known, caseLog)
  if (standing === undefined) return 0
  const he = described(subject)
  const his = agreement(he, standing)
  if (countOf(his) === 0) return 0
  const hers = harmed
    .map((said) => ({ ...described(said), role: said.role }))
    .flatMap((she) => harmedOf(known, caseLog).map((person) => ({ ...agreement(she, person), same: isSameAdult(she, person) })))
  const isHe =
    (his.birth && (his.names > 0 || hers.some(({ birth }) => birth))) ||
    (his.names === BOTH && hers.some((one) => countOf(one) >= BOTH)) ||
    hers.some(({ same }) => same) ||
    (hasMistyped(subject, standing) && agreesInSurnameOrBirth(he, standing))
  return isHe ? countOf(his) + Math.max(0, ...hers.map(countOf)) : 0
}

/**
 * Other cases whose subject an event's may be, though no rule links them: his birth date agrees, and a name of his or the birth date of somebody harmed; or both of his names, and two of given name,
 * surname and birth date of somebody harmed; or the same adult is harmed, and a name or the birth date of his agrees; or his number may be a mistyped one of the subject's, and surname or birth date agrees. Most alike first. It links nothing: people can say whether it is he. `own`: the event's own case; undefined while it waits. `most`: how many. Default MOST_ALIKE.
 */
export function alikeCases(
  evidence: Evidence,
  known: LinkIndex,
  own: CaseLogId | undefined,
  most: number = MOST_ALIKE,
): readonly CaseLogId[] {
  const here = own === undefined ? undefined : survivorOf(known.merges, own)
  return candidates(evidence, known)
    .filter((caseLog) => caseLog !== here)
    .map((caseLog) => ({ caseLog, alike: likeness(evidence, known, caseLog) }))
    .filter(({ alike }) => alike > 0)
    .sort((one, other) => other.alike - one.alike || (one.caseLog < other.caseLog ? -1 : 1))
    .slice(0, most)
    .map(({ caseLog }) => caseLog)
}
