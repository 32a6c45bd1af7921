import { caseLogIdOf, type CaseLogId } from '../../schemas/ids.ts'
import { namesOf, type Evidence, type PersonEvidence } from './evidence.ts'
import { personTokens } from './person-tokens.ts'
import { holdersOf, subjectOf, type LinkIndex } from './link-index.ts'
import { personIn, survivorOf } from './merges.ts'
import { agreesIn, agreesInSurnameOrBirth, contradictsInNameAndBirth, has, type Tokens } from './subject.ts'

/** Random ids drawn before the step, so that it stays a pure function. */
export interface FreshIds {
  readonly caseLog: CaseLogId
  readonly subject: string
  /** One per harmed person of the event. */
  readonly harmed: readonly string[]
}

/** Draws the ids that an event may need. */
export const drawIds = (ids: () => string, harmed: number): FreshIds => ({
  caseLog: caseLogIdOf(ids()),
  subject: ids(),
  harmed: Array.from({ length: harmed }, ids),
})

/** Who the people of an event are in a case log. */
export interface AssignedPeople {
  /** Person ids: the subject first, then the harmed in the order of the event. */
  readonly people: readonly string[]
  /** What is learnt of the harmed: what the event says of them, without identifiers that are another person's. */
  readonly harmed: readonly PersonEvidence[]
  /** Of those who are new because they may be one of several: whom they may be. */
  readonly candidates: ReadonlyMap<string, readonly string[]>
}

/** A harmed person of the case whom the event may mean. */
interface Known {
  readonly person: string
  readonly tokens: Tokens
  /** Whom she may be, where people have still to compare: then her name and birth date are theirs as well. */
  readonly candidates: readonly string[]
}

/** The harmed people of the case who have one of the tokens by which the event names somebody: only they can be meant. */
function knownBy(said: PersonEvidence, known: LinkIndex, caseLog: CaseLogId, here: readonly Known[]): readonly Known[] {
  const log = survivorOf(known.merges, caseLog)
  const tokens = [...said.identifiers.map(({ token }) => token), ...namesOf(said)]
  const inCase = tokens
    .flatMap((token) => holdersOf(known, token))
    .filter((person) => person.role !== 'subject' && [...person.logs].some((one) => survivorOf(known.merges, one) === log))
    .map(({ person, tokens: held, candidates }): Known => ({
      person,
      tokens: held,
      candidates: candidates.some((one) => personIn(known.merges, log, one) === person)
        ? []
        : candidates.map((one) => personIn(known.merges, log, one)),
    }))
  const byPerson = new Map(inCase.map((one) => [one.person, one]))
  const inEvent = here.filter(({ tokens: held }) => tokens.some((token) => [...held.values()].some((of) => of.has(token))))
  return [...byPerson.values(), ...inEvent.filter(({ person }) => !byPerson.has(person))]
}

const idOf = ({ person }: Known): string => person
const hasIdentifier = ({ tokens }: Known, { identifiers }: PersonEvidence): boolean =>
  identifiers.some(({ scheme, token }) => has(tokens, scheme, token))

/** Who a harmed person of an event is: somebody known (`person`), or somebody new who may be one of `candidates`. */
type Match = { readonly person: string } | { readonly candidates: readonly string[] }

/**
 * Which of the known people somebody is. The same person: by a strong identifier with a surname or birth date that agrees, or by full name and birth date where only one
 * has them. Another: where an identifier agrees, and name and birth date both contradict. Where several fit: a new person, until people compare them (D.11, 3).
 */
function match(said: PersonEvidence, found: readonly Known[]): Match {
  const named = found.filter(({ tokens }) => agreesIn(said, tokens, 'name'))
  const identified = found.filter((one) => hasIdentifier(one, said))
  const agreeing = identified.filter(({ tokens }) => agreesInSurnameOrBirth(said, tokens))
  const [first, ...more] = agreeing
  if (first !== undefined && more.length === 0 && (named.length === 0 || named.includes(first))) return first
  const possible = agreeing.length > 0 ? agreeing : identified.filter(({ tokens }) => !contradictsInNameAndBirth(said, tokens))
  const certain = [...new Set([...possible, ...named])].filter(({ candidates }) => candidates.length === 0)
  const [only] = certain
  if (only !== undefined && certain.length === 1) return only
  const candidates = certain.map(idOf).sort()
  const again = named.find(
    (one) =>
      one.candidates.length > 0 &&
      one.candidates.toSorted().join() === candidates.join() &&
      said.identifiers.every(({ scheme, token }) => has(one.tokens, scheme, token)),
  )
  return again ?? { candidates }
}

/** Identifiers of somebody whose name and birth date are others stay hers: what is learnt of the event's person is the rest. */
function ownOnly(said: PersonEvidence, found: readonly Known[], person: string): PersonEvidence {
  const strangers = found.filter((one) => one.person !== person && contradictsInNameAndBirth(said, one.tokens))
  return {
    ...said,
    identifiers: said.identifiers.filter(({ scheme, token }) => !strangers.some(({ tokens }) => has(tokens, scheme, token))),
  }
}

function tokensOf(said: PersonEvidence): Tokens {
  const tokens = new Map<string, Set<string>>()
  for (const { kind, token } of personTokens(said)) tokens.set(kind, (tokens.get(kind) ?? new Set()).add(token))
  return tokens
}

/** Who the people of an event are in a case log; new ones where the case knows none, or more than one. */
export function assignPeople(evidence: Evidence, known: LinkIndex, caseLog: CaseLogId, fresh: FreshIds): AssignedPeople {
  const people = [subjectOf(known, caseLog)?.person ?? fresh.subject]
  const here: Known[] = []
  const candidates = new Map<string, readonly string[]>()
  const harmed = evidence.harmed.map((said, index) => {
    const found = knownBy(said, known, caseLog, here)
    const matched = match(said, found)
    const person = 'person' in matched ? matched.person : fresh.harmed[index]
    if (person === undefined) throw new RangeError('One fresh id per harmed person is needed.')
    if (!('person' in matched) && matched.candidates.length > 0) candidates.set(person, matched.candidates)
    people.push(person)
    const learnt = ownOnly(said, found, person)
    here.push({ person, tokens: tokensOf(learnt), candidates: candidates.get(person) ?? [] })
    return learnt
  })
  return { people, harmed, candidates }
}
