import type { CaseEvent } from './case-events.ts'

/** The people harmed in a case: adults, and children with the adults whose pair they belong to. */
export interface HarmedPeople {
  readonly adults: ReadonlySet<string>
  /**
   * Whom a harmed person stands for in pairs: an adult for herself; a child for itself and the adults it is named with. `at`: the event in which it is asked, where
   * ages count (`harmedPeopleFor`); without it, the last that names the person.
   */
  standsFor(person: string, at?: CaseEvent): ReadonlySet<string>
}

/** Folds who is named with whom, by roles alone: a child is one in every event. `events`: those that count: neither replaced nor retracted. */
export function harmedPeople(events: readonly CaseEvent[]): HarmedPeople {
  const adults = new Set<string>()
  const withAdults = new Map<string, Set<string>>()
  for (const {
    index: { harmed },
  } of events) {
    const named = harmed.filter(({ role }) => role !== 'child').map(({ person }) => person)
    for (const adult of named) adults.add(adult)
    for (const { person, role } of harmed) {
      if (role !== 'child') continue
      const known = withAdults.get(person) ?? new Set([person])
      for (const adult of named) known.add(adult)
      withAdults.set(person, known)
    }
  }
  const alone = new Map<string, ReadonlySet<string>>()
  const herself = (person: string): ReadonlySet<string> => {
    const known = alone.get(person) ?? new Set([person])
    alone.set(person, known)
    return known
  }
  return { adults, standsFor: (person) => withAdults.get(person) ?? herself(person) }
}

/** The pairs that an event names: its harmed people, with the adults of the children among them. */
export function namedPairs(event: CaseEvent, people: HarmedPeople): ReadonlySet<string> {
  const { harmed } = event.index
  const [first] = harmed
  if (first !== undefined && harmed.length === 1) return people.standsFor(first.person, event)
  const pairs = new Set<string>()
  for (const { person } of harmed) for (const stands of people.standsFor(person, event)) pairs.add(stands)
  return pairs
}
