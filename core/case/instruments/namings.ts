import type { CaseEvent } from '../case-events.ts'
import { entryOf } from '../entry-of.ts'
import { byPublication } from '../versions.ts'
import type { Instrument } from './instrument.ts'

/** A child of an event, with the adults that the event names it with. */
interface Naming {
  readonly child: string
  readonly adults: readonly string[]
}

/** The children of an event, by its own word and by the birth dates that it states. */
function namingsIn({ index: { harmed } }: CaseEvent): readonly Naming[] {
  if (harmed.length < 2) return []
  const isChild = ({ role, age }: CaseEvent['index']['harmed'][number]): boolean => role === 'child' && age !== 'adult'
  const adults = harmed.filter(({ role }) => role !== 'child').map(({ person }) => person)
  return adults.length === 0 ? [] : harmed.filter(isChild).map(({ person }) => ({ child: person, adults }))
}

/**
 * Events that name a child with adults of whom none is one that another agency named it with before: whose child it is then is as the other agency says, for whoever
 * does not speak for itself, and people are to look (D.11, 2 and 7). `counting`: the events that count, in which people who are one have one id. `isAnswered`: somebody
 * whose list it is has looked.
 */
export function namings(counting: readonly CaseEvent[], isAnswered: (event: CaseEvent) => boolean): readonly Instrument[] {
  const before = new Map<string, Map<string, Set<string>>>()
  const found: CaseEvent[] = []
  const naming = counting.map((event) => ({ event, children: namingsIn(event) })).filter(({ children }) => children.length > 0)
  for (const { event, children } of naming.toSorted((one, other) => byPublication(one.event, other.event))) {
    const { agency } = event.index
    for (const { child, adults } of children) {
      const byAgency = entryOf(before, child, () => new Map<string, Set<string>>())
      const ofOthers = [...byAgency].filter(([by]) => by !== agency)
      if (byAgency.get(agency) === undefined && ofOthers.some(([, named]) => !adults.some((adult) => named.has(adult)))) found.push(event)
      for (const adult of adults) entryOf(byAgency, agency, () => new Set<string>()).add(adult)
    }
  }
  return [...new Set(found)].map((event) => ({
    kind: 'naming',
    event,
    sender: event.index.agency,
    effect: 'in-force',
    until: undefined,
    closes: true,
    toConfirm: !isAnswered(event),
  }))
}
