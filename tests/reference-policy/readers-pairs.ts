import type { Scopes } from './scopes.ts'
import type { Asked } from './record.ts'
import type { Standing } from './standing.ts'
import { isOneOf } from './tables.ts'

/** The pairs of the meetings that link the reader; undefined when one of them is everybody's, or its pair is not known. */
function ofMeetings({ lists }: Standing, scopes: Scopes): ReadonlySet<string> | undefined {
  const pairs = lists.map((list) => scopes.of.get(list) ?? 'unknown')
  return pairs.length === 0 || pairs.some((pair) => typeof pair === 'string') ? undefined : new Set(pairs.flatMap((pair) => [...pair]))
}

/** The harmed people that each of the reader's links names, links of a task aside. */
function harmedNamed(asked: Asked, { links }: Standing): readonly (readonly string[])[] {
  const perpetrators = new Set<string>(asked.said.filter(({ left }) => !left).map(({ index }) => index.subject))
  return links.filter(({ link }) => link !== 'audit').map(({ people }) => people.filter((person) => !perpetrators.has(person)))
}

/** Whose own worker the reader is (D.6): those whom the links name; undefined where they name nobody. */
export function clientsOf(asked: Asked, standing: Standing): ReadonlySet<string> | undefined {
  const named = harmedNamed(asked, standing).flat()
  return named.length === 0 ? undefined : new Set(named)
}

/**
 * Harmed people whose pairs the reader was given; undefined: no pair limits the reader. In safety planning, and for an IDVA in every purpose, those that
 * links name, else those of the meeting (D.7, D.10). For anybody else's other purposes a link that names a pair reaches no further than it (D.10, "Scope"), unless there is another link.
 */
export function readersPairs(asked: Asked, standing: Standing, scopes: Scopes): ReadonlySet<string> | undefined {
  const links = harmedNamed(asked, standing)
  const ofPairs = links.filter((people) => people.length > 0)
  const pairs = ofPairs.length === 0 ? undefined : new Set(ofPairs.flat())
  const { purpose, reader } = asked.input.request
  if (!isOneOf(purpose, 'VSP') && reader.role !== 'idva')
    return standing.listed || standing.breakGlass || ofPairs.length < links.length ? undefined : pairs
  return pairs ?? (links.length > 0 || standing.breakGlass ? undefined : ofMeetings(standing, scopes))
}
