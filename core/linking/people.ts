import { caseLogIdOf, personIdOf, type CaseLogId, type PersonId } from '../../schemas/ids.ts'
import { contradictsInNameAndBirth, described, has } from './described.ts'
import { namesOf, type Evidence, type PersonEvidence } from './evidence.ts'
import { holdersOf, subjectOf, type LinkIndex } from './link-index.ts'
import { survivorOf } from './merges.ts'
import { comparableIn, idsOf, meantBy, type Comparable } from './same-person.ts'

/** Random ids drawn before the step, so that it stays a pure function. */
export interface FreshIds {
  readonly caseLog: CaseLogId
  readonly subject: PersonId
  /** One per harmed person of the event. */
  readonly harmed: readonly PersonId[]
}

/** Draws the ids that an event may need. */
export const drawIds = (ids: () => string, harmed: number): FreshIds => ({
  caseLog: caseLogIdOf(ids()),
  subject: personIdOf(ids()),
  harmed: Array.from({ length: harmed }, () => personIdOf(ids())),
})

/** Who the people of an event are in a case log. */
export interface AssignedPeople {
  /** Person ids: the subject first, then the harmed in the order of the event. */
  readonly people: readonly PersonId[]
  /** What is learnt of the harmed: what the event says of them, without identifiers that are another person's. */
  readonly harmed: readonly PersonEvidence[]
  /** Of those who are new because they may be one of several: whom they may be. */
  readonly candidates: ReadonlyMap<PersonId, readonly PersonId[]>
}

/** The harmed people of the case who have one of the tokens by which the event names somebody: only they can be meant. */
function knownBy(said: PersonEvidence, known: LinkIndex, caseLog: CaseLogId, here: readonly Comparable[]): readonly Comparable[] {
  const log = survivorOf(known.merges, caseLog)
  const tokens = [...said.identifiers.map(({ token }) => token), ...namesOf(said)]
  const inCase = tokens
    .flatMap((token) => holdersOf(known, token))
    .filter((person) => person.role !== 'subject' && [...person.logs].some((one) => survivorOf(known.merges, one) === log))
    .map((person) => comparableIn(known, log, person))
  const byPerson = new Map(inCase.map((one) => [one.person, one]))
  const inEvent = here.filter(({ tokens: held }) => tokens.some((token) => [...held.values()].some((of) => of.has(token))))
  return [...byPerson.values(), ...inEvent.filter(({ person }) => !byPerson.has(person))]
}

/** Identifiers of somebody whose name and birth date are others stay hers: what is learnt of the event's person is the rest. */
function ownOnly(said: PersonEvidence, found: readonly Comparable[], person: PersonId): PersonEvidence {
  const one = described(said)
  const strangers = found.filter((other) => other.person !== person && contradictsInNameAndBirth(one, other))
  return {
    ...said,
    identifiers: said.identifiers.filter(({ scheme, token }) => !strangers.some(({ tokens }) => has(tokens, scheme, token))),
  }
}

/** Who the people of an event are in a case log; new ones where the case knows none, or more than one. */
export function assignPeople(evidence: Evidence, known: LinkIndex, caseLog: CaseLogId, fresh: FreshIds): AssignedPeople {
  const people = [subjectOf(known, caseLog)?.person ?? fresh.subject]
  const here: Comparable[] = []
  const candidates = new Map<PersonId, readonly PersonId[]>()
  const harmed = evidence.harmed.map((said, index) => {
    const found = knownBy(said, known, caseLog, here)
    const meant = meantBy(described(said), found)
    const person = 'same' in meant ? meant.same.person : fresh.harmed[index]
    if (person === undefined) throw new RangeError('One fresh id per harmed person is needed.')
    if ('candidates' in meant && meant.candidates.length > 0) candidates.set(person, idsOf(meant.candidates))
    people.push(person)
    const learnt = ownOnly(said, found, person)
    here.push({ person, tokens: described(learnt).tokens, candidates: candidates.get(person) ?? [] })
    return learnt
  })
  return { people, harmed, candidates }
}
