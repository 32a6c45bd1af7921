import type { AgencyId } from '../../schemas/ids.ts'
import { agesStated, dayOfEvent, type AgeBand, type AgesStated } from './age-band.ts'
import type { CaseEvent } from './case-events.ts'
import { entryOf } from './entry-of.ts'
import type { HarmedPeople } from './people.ts'

/** What agencies say of one person. */
interface Words {
  /** Ages by the agency that states them. */
  readonly ages: Map<string, AgesStated>
  readonly named: { own: boolean; others: boolean }
  readonly adult: { own: boolean; others: boolean }
  /** The last event that names the person. */
  last: CaseEvent
}

const isAgeBand = (age: string | null | undefined): age is AgeBand => age === 'adult' || age === 'between' || age === 'child'

/** Where as many agencies say one age as another, the older counts: an adult stands for herself, and is in nobody else's pair. */
const OLDEST_FIRST: readonly AgeBand[] = ['adult', 'between', 'child']

function mostSaid(votes: readonly AgeBand[]): AgeBand | undefined {
  const count = (age: AgeBand): number => votes.filter((vote) => vote === age).length
  return votes.length === 0 ? undefined : OLDEST_FIRST.toSorted((one, other) => count(other) - count(one))[0]
}

function wordsOf(events: readonly CaseEvent[], agency: AgencyId): ReadonlyMap<string, Words> {
  const words = new Map<string, Words>()
  for (const event of events) {
    const side = event.index.agency === agency ? 'own' : 'others'
    for (const { person, role, age } of event.index.harmed) {
      const said = entryOf(words, person, (): Words => ({
        ages: new Map(),
        named: { own: false, others: false },
        adult: { own: false, others: false },
        last: event,
      }))
      said.last = event
      said.named[side] = true
      if (role !== 'child') said.adult[side] = true
      if (isAgeBand(age)) entryOf(said.ages, event.index.agency, agesStated).add(age, dayOfEvent(event.index.occurred))
    }
  }
  return words
}

/**
 * How old people are in events, for readers of an agency. INVARIANT: where another agency names a person, nothing that the reader's own says makes her
 * another than she is by theirs. An agency has one voice, however often it says it.
 */
function agesFor(words: ReadonlyMap<string, Words>, agency: AgencyId) {
  const stated = (person: string, { index }: CaseEvent, ofOwn: boolean): readonly AgeBand[] => {
    const inEvent = index.harmed.find((said) => said.person === person)?.age
    const day = dayOfEvent(index.occurred)
    return [...(words.get(person)?.ages ?? [])]
      .filter(([by]) => (by === agency) === ofOwn)
      .flatMap(([by, ages]) => (by === index.agency && isAgeBand(inEvent) ? inEvent : ages.on(day)) ?? [])
  }
  const byOthers = (person: string, event: CaseEvent): AgeBand | undefined => mostSaid(stated(person, event, false))
  const byOwn = (person: string, event: CaseEvent): AgeBand | undefined => mostSaid(stated(person, event, true))
  return {
    /** She is a child in the event: under 16, whoever says adult; under 18 or of unknown age, and adult to nobody. */
    isChild: (person: string, event: CaseEvent): boolean => {
      const said = words.get(person)
      if (said === undefined) return false
      const age = said.named.others ? byOthers(person, event) : byOwn(person, event)
      if (age === 'adult' || age === 'child') return age === 'child'
      return !(said.named.others ? said.adult.others : said.adult.own)
    },
    /** She is surely under 16 in it: no other agency calls her an adult, and by the birth dates that others state, else by the own agency's, she was. */
    isUnder16: (person: string, event: CaseEvent): boolean => {
      const said = words.get(person)
      if (said === undefined || said.adult.others) return false
      return ([...said.ages.keys()].some((by) => by !== agency) ? byOthers : byOwn)(person, event) === 'child'
    },
  }
}

/** The adults that each child is named with. */
type Together = ReadonlyMap<string, ReadonlySet<string>>

function together(events: readonly CaseEvent[], isChild: (person: string, event: CaseEvent) => boolean): Together {
  const found = new Map<string, Set<string>>()
  for (const event of events) {
    if (event.index.harmed.length < 2) continue
    const people = [...new Set(event.index.harmed.map(({ person }) => person))]
    const children = people.filter((person) => isChild(person, event))
    if (children.length === 0) continue
    const adults = people.filter((person) => !children.includes(person))
    for (const child of children) for (const adult of adults) entryOf(found, child, () => new Set([child])).add(adult)
  }
  return found
}

/** People whom an event names with somebody else that it calls an adult. */
const namedWithAdult = (events: readonly CaseEvent[]): ReadonlySet<string> =>
  new Set(
    events.flatMap(({ index: { harmed } }) =>
      harmed.length < 2
        ? []
        : harmed
            .filter(({ person }) => harmed.some((other) => other.person !== person && other.role !== 'child'))
            .map(({ person }) => person),
    ),
  )

/**
 * Who stands for whom, for readers of an agency (D.11, 2). A child belongs to the adults that other agencies name it with; only where none does, and the
 * child is under 16, to those that the own agency names it with. `events`: those that count.
 */
export function harmedPeopleFor(events: readonly CaseEvent[], agency: AgencyId): HarmedPeople {
  const words = wordsOf(events, agency)
  const { isChild, isUnder16 } = agesFor(words, agency)
  const others = events.filter(({ index }) => index.agency !== agency)
  const ofOthers = together(others, isChild)
  const ofOwn = together(
    events.filter(({ index }) => index.agency === agency),
    isChild,
  )
  const accompanied = namedWithAdult(others)
  const adults = new Set([...words].filter(([, { adult }]) => adult.own || adult.others).map(([person]) => person))
  for (const event of events)
    for (const { person } of event.index.harmed) if (!adults.has(person) && !isChild(person, event)) adults.add(person)
  const alone = new Map<string, ReadonlySet<string>>()
  const herself = (person: string): ReadonlySet<string> => entryOf(alone, person, () => new Set([person]))
  return {
    adults,
    standsFor: (person, at = words.get(person)?.last) => {
      if (at === undefined || !isChild(person, at)) return herself(person)
      const joined = ofOthers.get(person) ?? (isUnder16(person, at) && !accompanied.has(person) ? ofOwn.get(person) : undefined)
      return joined ?? herself(person)
    },
  }
}
