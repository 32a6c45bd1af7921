import type { Evidence, PersonEvidence } from './evidence.ts'
import { IDENTIFIER_KINDS } from './identifiers.ts'
import { harmedOf, subjectOf, type LinkIndex } from './link-index.ts'

/** Random ids drawn before the step, so that it stays a pure function. */
export interface FreshIds {
  readonly caseLog: string
  readonly subject: string
  /** One per harmed person of the event. */
  readonly harmed: readonly string[]
}

/** Draws the ids that an event may need. */
export const drawIds = (ids: () => string, harmed: number): FreshIds =>
  ({ caseLog: ids(), subject: ids(), harmed: Array.from({ length: harmed }, ids) })

interface Candidate {
  readonly person: string
  readonly identifiers: ReadonlySet<string>
  readonly names: ReadonlySet<string>
}

/** A harmed person of the case with the same strong identifier, else with the same full name and birth date. */
function sameHarmed(said: PersonEvidence, candidates: readonly Candidate[]): string | undefined {
  const byIdentifier = candidates.find(({ identifiers }) => said.identifiers.some(({ token }) => identifiers.has(token)))
  const { name } = said
  return (byIdentifier ?? (name === null ? undefined : candidates.find(({ names }) => names.has(name))))?.person
}

const candidate = (person: string, said: PersonEvidence): Candidate => ({
  person,
  identifiers: new Set(said.identifiers.map(({ token }) => token)),
  names: new Set(said.name === null ? [] : [said.name]),
})

/** Person ids of an event in a case log: the subject first, then the harmed in the order of the event; new ones where the case knows none. */
export function placePeople(evidence: Evidence, known: LinkIndex, caseLog: string, fresh: FreshIds): readonly string[] {
  const members = harmedOf(known, caseLog).toSorted((one, other) => (one.person < other.person ? -1 : 1))
  const candidates: Candidate[] = members.map(({ person, tokens }) => ({
    person,
    identifiers: new Set(IDENTIFIER_KINDS.flatMap((scheme) => [...tokens.get(scheme) ?? []])),
    names: tokens.get('name') ?? new Set<string>(),
  }))
  const people = [subjectOf(known, caseLog)?.person ?? fresh.subject]
  evidence.harmed.forEach((said, index) => {
    const person = sameHarmed(said, candidates) ?? fresh.harmed[index]
    if (person === undefined) throw new RangeError('One fresh id per harmed person is needed.')
    people.push(person)
    candidates.push(candidate(person, said))
  })
  return people
}
