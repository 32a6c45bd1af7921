import type { CaseEvent } from '../../core/case/case-events.ts'
import { isListed, type Reading } from './reading.ts'

/** The harmed people whose pairs a reader may see; `any`: not limited to a pair. */
export type ReaderPairs = ReadonlySet<string> | 'any'

/** Whose pair an event is about, for a reader: `any` (the reader has no limit), `own`, `other`, or `unknown`. */
export type WhosePair = 'any' | 'own' | 'other' | 'unknown'

/** The pairs of the listings that give the reader access: those of the meeting. */
function listedPairs({ state, listings }: Reading): ReaderPairs {
  const scopes = listings.map(({ listed }) => state.scope(listed))
  return scopes.length === 0 || scopes.some((scope) => typeof scope === 'string') ? 'any' : new Set(scopes.flatMap((scope) => [...scope]))
}

/** The harmed people whom the reader's access as a worker names: one list for each time that access was given; an empty list is access to the whole case. */
function namedByAccess({ state, access }: Reading): readonly (readonly string[])[] {
  const isSubject = (person: string): boolean => state.events.all.some(({ index, left }) => index.subject === person && left !== true)
  return access.filter(({ kind }) => kind !== 'audit').map(({ people }) => people.filter((person) => !isSubject(person)))
}

const pairsNamed = (named: readonly (readonly string[])[]): ReaderPairs =>
  named.some((people) => people.length > 0) ? new Set(named.flat()) : 'any'

/** Whose own worker the reader is (D.6), whatever other access there is: the harmed people whom access names; `any` where none names anybody. */
export const readerClients = (reading: Reading): ReaderPairs => pairsNamed(namedByAccess(reading))

/**
 * The pairs in a reader's scope. For safety planning, and for an IDVA whatever the purpose (D.10): those whom access names; where none names a harmed person, those
 * of the meeting. For anybody else's other purposes access to one pair is a limit only when the reader has no other access to the case.
 */
export function readerPairs(reading: Reading): ReaderPairs {
  const { release, request, breakGlass } = reading
  const named = namedByAccess(reading)
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
export function whosePairOf({ state }: Reading, pairs: ReaderPairs, event: CaseEvent): WhosePair {
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
