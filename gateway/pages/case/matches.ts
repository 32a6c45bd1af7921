import type { Pattern } from '../../../core/pattern/pattern.ts'
import { startOfDayLondon } from '../../../core/time/london.ts'
import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import type { TimelineItem } from '../../read/item.ts'
import type { Entry } from '../timeline/entries.ts'
import { fieldOf } from '../timeline/json.ts'
import { daysOf } from '../../../core/pattern/days.ts'
import { groupsOf, isBreach } from '../../../core/pattern/counted.ts'
import type { Filters } from './filters.ts'

export interface MatchContext {
  /** What is looked for in the words of an entry; empty: nothing is. */
  readonly words: string
  readonly pattern: Pattern
  readonly firstShown: ReadonlyMap<string, string>
  readonly catalogue: Catalogue
}

/** Whether an entry passes the filters: by what the page shows of it, and nothing else. */
export function matches(
  { from, to, family, agency, tactic, basis, breach, person, since, events }: Filters,
  { words, pattern, firstShown, catalogue }: MatchContext,
): (item: TimelineItem, entry: Entry) => boolean {
  const chosen = events === undefined ? undefined : new Set(events.split('.'))
  const ofPerson = person === undefined ? undefined : new Set(pattern.people.find(({ id }) => id === person)?.events ?? [])
  const asked = words.toLocaleLowerCase('en-GB')
  const isNew = ({ id }: TimelineItem): boolean => {
    const first = firstShown.get(id)
    return (
      since === undefined || first === undefined || (since.includes('T') ? first > since : Date.parse(first) >= startOfDayLondon(since))
    )
  }
  const says = (entry: Entry): boolean => asked === '' || textOf(entry).toLocaleLowerCase('en-GB').includes(asked)
  return (item, entry) => {
    const { first, last } = daysOf(item)
    return (
      (from === undefined || last >= from) &&
      (to === undefined || first <= to) &&
      (family === undefined || catalogue.types.get(item.type)?.family === family) &&
      (agency === undefined || item.agency.id === agency) &&
      (tactic === undefined || groupsOf(item).includes(tactic)) &&
      (basis === undefined || fieldOf(item.data.assertion, 'basis') === basis) &&
      (breach === undefined || isBreach(item)) &&
      (ofPerson === undefined || ofPerson.has(item.id)) &&
      (chosen === undefined || chosen.has(item.id)) &&
      isNew(item) &&
      says(entry)
    )
  }
}

/** Everything that the page says of an entry. */
const textOf = ({ title, when, byline, harmed = '', tags, lines }: Entry): string =>
  [title, when, byline, harmed, ...tags, ...lines.flatMap(({ key, values }) => [key, ...values])].join('\n')
