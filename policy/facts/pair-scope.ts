import type { CaseEvent } from '../../core/case/case-events.ts'
import { isListed, type Reading } from './reading.ts'

/** The harmed people whose pairs a reader may see; `any`: not limited to a pair. */
export type ReaderPairs = ReadonlySet<string> | 'any'

/** Where an event stands to a reader's pairs. */
export type PairPlace = 'any' | 'own' | 'other' | 'unknown'

/** The harmed people that a link names besides the perpetrator. */
const harmedNamed = (people: readonly string[], subjects: ReadonlySet<string>): readonly string[] =>
  people.filter((person) => !subjects.has(person))

/** Pairs of the listings that link the reader: those of the meeting. */
function listedPairs({ state, listings }: Reading): ReaderPairs {
  const scopes = listings.map(({ listed }) => state.scope(listed))
  return scopes.length === 0 || scopes.some((scope) => typeof scope === 'string') ? 'any' : new Set(scopes.flatMap((scope) => [...scope]))
}

/** What the reader's links as a worker name: harmed people, link by link. */
function namedByLinks({ state, links }: Reading): readonly (readonly string[])[] {
  const subjects = new Set(state.events.all.filter(({ left }) => left !== true).map(({ index }) => index.subject))
  return links.filter(({ link }) => link !== 'audit').map(({ people }) => harmedNamed(people, subjects))
}

const pairsNamed = (named: readonly (readonly string[])[]): ReaderPairs =>
  named.some((people) => people.length > 0) ? new Set(named.flat()) : 'any'

/** Whose own worker the reader is (D.6), whatever other link there is: those whom a link names; `any` where none names anybody. */
export const readerClients = (reading: Reading): ReaderPairs => pairsNamed(namedByLinks(reading))

/**
 * The pairs in a reader's scope. For safety planning, and for an IDVA whatever it is for (D.10): of the links that name a harmed person; without one, of
 * the meeting. For anybody else's other purposes a link to one pair is a limit only when the reader has no other way to the case.
 */
export function readerPairs(reading: Reading): ReaderPairs {
  const { release, request, breakGlass } = reading
  const named = namedByLinks(reading)
  const limited = named.filter((people) => people.length > 0)
  const pairs = pairsNamed(named)
  if (release.links.pair_purposes.includes(request.purpose) || release.links.pair_roles.includes(request.reader.role)) {
    if (pairs !== 'any') return pairs
    return named.length > 0 || breakGlass ? 'any' : listedPairs(reading)
  }
  return isListed(reading) || breakGlass || named.length > limited.length ? 'any' : pairs
}

/** True when a harmed person is in scope: herself, or a child with an adult of hers. `at`: the event in which she is named; without it, the last. */
export const inScope = ({ state }: Reading, pairs: ReaderPairs, person: string, at?: CaseEvent): boolean =>
  pairs === 'any' || [...state.people.standsFor(person, at)].some((stands) => pairs.has(stands))

/** Where an event stands to the reader's pairs. */
export function pairPlace({ state }: Reading, pairs: ReaderPairs, event: CaseEvent): PairPlace {
  if (pairs === 'any') return 'any'
  const scope = state.scope(event)
  if (scope === 'unknown') return 'unknown'
  return scope === 'every' || [...scope].some((person) => pairs.has(person)) ? 'own' : 'other'
}

/** True when an event is also about people out of scope: what it says of several together cannot be told apart. */
export function isMixed(reading: Reading, pairs: ReaderPairs, event: CaseEvent): boolean {
  if (pairs === 'any') return false
  const scope = reading.state.scope(event)
  const about = [...event.index.harmed.map(({ person }) => person), ...(typeof scope === 'string' ? [] : scope)]
  return about.some((person) => !inScope(reading, pairs, person, event))
}
