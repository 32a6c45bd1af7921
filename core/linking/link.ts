import type { CaseLogId } from '../../schemas/ids.ts'
import { namesOf, type Evidence, type PersonEvidence } from './evidence.ts'
import { alikeCases, MOST_ALIKE } from './alike.ts'
import { awaitedTokens } from './awaits.ts'
import { harmedOf, holdersOf, IN_NO_CASE, subjectOf, type LinkIndex } from './link-index.ts'
import { survivorOf } from './merges.ts'
import { assignPeople, type FreshIds, type AssignedPeople } from './people.ts'
import { agrees, contradicts } from './subject.ts'
import type { KnownRule, NewRule } from './claim-record.ts'

export type LinkOutcome =
  | ({ readonly kind: 'linked'; readonly caseLog: CaseLogId; readonly rule: KnownRule } & AssignedPeople)
  | ({ readonly kind: 'new'; readonly caseLog: CaseLogId; readonly rule: NewRule } & AssignedPeople)
  /** `mayBe`: cases whose subject it may be about, as people can say. */
  | { readonly kind: 'unlinked'; readonly awaits: readonly string[]; readonly mayBe: readonly CaseLogId[] }

interface Found {
  readonly caseLog: CaseLogId
  readonly rule: KnownRule
}

const only = (caseLogs: Iterable<CaseLogId>): CaseLogId | undefined => {
  const distinct = [...new Set(caseLogs)]
  return distinct.length === 1 ? distinct[0] : undefined
}

const casesOfSubjects = (known: LinkIndex, token: string): readonly CaseLogId[] =>
  holdersOf(known, token)
    .filter((person) => person.role === 'subject')
    .map((person) => person.caseLog)

const casesOfNamesakes = ({ subject }: Evidence, known: LinkIndex): readonly CaseLogId[] =>
  namesOf(subject).flatMap((name) => casesOfSubjects(known, name))

/** Cases in which the subject and one of the harmed people have the names and birth dates of the event's. */
function pairCases(evidence: Evidence, known: LinkIndex): readonly CaseLogId[] {
  const harmed = new Set(evidence.harmed.flatMap(namesOf))
  if (harmed.size === 0) return []
  return casesOfNamesakes(evidence, known).filter((caseLog) =>
    harmedOf(known, caseLog).some((person) => [...(person.tokens.get('name') ?? [])].some((name) => harmed.has(name))),
  )
}

const proceedingCases = (evidence: Evidence, known: LinkIndex): readonly CaseLogId[] =>
  evidence.proceedings.flatMap(({ tokens }) => tokens.flatMap((token) => [...(known.proceedings.get(token) ?? [])]))

const referenceCases = (evidence: Evidence, known: LinkIndex): readonly CaseLogId[] =>
  evidence.references.flatMap((id) =>
    (known.events.get(id) ?? []).flatMap(({ caseLog = IN_NO_CASE }) => (caseLog === IN_NO_CASE ? [] : [survivorOf(known.merges, caseLog)])),
  )

const identifiedCases = ({ subject }: Evidence, known: LinkIndex): ReadonlySet<CaseLogId> =>
  new Set(subject.identifiers.flatMap(({ token }) => casesOfSubjects(known, token)))

const contextCases = (evidence: Evidence, known: LinkIndex): readonly CaseLogId[] => [
  ...proceedingCases(evidence, known),
  ...referenceCases(evidence, known),
]

/** The cases to which an event points, by what does, the surest first: a number of the subject; a proceeding or a reference; his name and birth date. */
const pointing = (evidence: Evidence, known: LinkIndex, identified: ReadonlySet<CaseLogId>): readonly (readonly CaseLogId[])[] => [
  [...identified],
  contextCases(evidence, known),
  casesOfNamesakes(evidence, known),
]

/** Every case that an event points to by anything: the cases in which it may be noted. */
export const pointedCases = (evidence: Evidence, known: LinkIndex): readonly CaseLogId[] => [
  ...new Set([...pointing(evidence, known, identifiedCases(evidence, known)).flat(), ...alikeCases(evidence, known, undefined, Infinity)]),
]

/** The cases that an event that waits points to, MOST_ALIKE at most: people can say whether it is about the subject of one. */
function possibleCases(evidence: Evidence, known: LinkIndex, identified: ReadonlySet<CaseLogId>): readonly CaseLogId[] {
  const [by = []] = pointing(evidence, known, identified).filter((cases) => cases.length > 0)
  return [...new Set(by)].filter((caseLog) => subjectOf(known, caseLog) !== undefined).slice(0, MOST_ALIKE)
}

/**
 * The case that an event belongs to by what is known, and by which rule.
 * INVARIANT: an identifier that subjects of two cases have, or one that belongs to another case's subject, links nothing.
 */
function knownCase(evidence: Evidence, known: LinkIndex, identified: ReadonlySet<CaseLogId>): Found | undefined {
  if (identified.size > 1) return undefined
  const fits = (caseLog: CaseLogId | undefined): caseLog is CaseLogId => {
    const subject = caseLog === undefined ? undefined : subjectOf(known, caseLog)
    if (caseLog === undefined || subject === undefined || contradicts(evidence.subject, subject)) return false
    return identified.size === 0 || identified.has(caseLog)
  }
  const byIdentifier = only(identified)
  const holder = byIdentifier === undefined ? undefined : subjectOf(known, byIdentifier)
  if (byIdentifier !== undefined && holder !== undefined && agrees(evidence.subject, holder))
    return { caseLog: byIdentifier, rule: 'identifier' }
  const pair = only(pairCases(evidence, known))
  if (fits(pair)) return { caseLog: pair, rule: 'pair' }
  const quoted = proceedingCases(evidence, known)
  const context = only([...quoted, ...referenceCases(evidence, known)])
  return fits(context) ? { caseLog: context, rule: quoted.length > 0 ? 'proceeding' : 'reference' } : undefined
}

/** True when given name, family name and birth date are all said. */
const isNamed = ({ name, full_name: fullName }: PersonEvidence): boolean => name !== null && fullName !== null

/** The rule by which an event may open a new case; undefined: by none. */
function newRule(evidence: Evidence, known: LinkIndex, identified: ReadonlySet<CaseLogId>): NewRule | undefined {
  const { subject, harmed } = evidence
  if (identified.size > 0 || casesOfNamesakes(evidence, known).length > 0) return undefined
  if (subject.identifiers.some(({ token }) => holdersOf(known, token).length === 0)) return 'new-identifier'
  return isNamed(subject) && harmed.some(isNamed) ? 'new-pair' : undefined
}

/**
 * Whose event it is (B.1): (a) a strong identifier of a case's subject, with surname or birth date and without a contradiction;
 * (b) a known pair by names and birth dates; (c) a proceeding or an event of exactly one case whose subject it does not contradict; else a new
 * case by an identifier that nobody has used or by a named pair, where no subject of that name and birth date is known; else it waits, and says whose it may be.
 */
export function link(evidence: Evidence, known: LinkIndex, fresh: FreshIds): LinkOutcome {
  const identified = identifiedCases(evidence, known)
  const found = knownCase(evidence, known, identified)
  if (found !== undefined) return { kind: 'linked', ...found, ...assignPeople(evidence, known, found.caseLog, fresh) }
  const rule = newRule(evidence, known, identified)
  if (rule !== undefined) return { kind: 'new', caseLog: fresh.caseLog, rule, ...assignPeople(evidence, known, fresh.caseLog, fresh) }
  return { kind: 'unlinked', awaits: awaitedTokens(evidence), mayBe: possibleCases(evidence, known, identified) }
}
