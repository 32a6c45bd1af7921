import type { IndexPart } from '../case/index-part.ts'
import { earliest, endOfDayLondon, latest, startOfDayLondon } from '../time/london.ts'

/** What of a decided event paging and filters may look at. */
export interface DecidedEvent {
  readonly caseLog: string
  readonly sequence: number
  readonly dates: 'exact' | 'month'
  readonly publisher: 'named' | 'type' | 'masked'
}

export interface PageSelection {
  /** First and last day in London, ISO dates, inclusive. */
  readonly from?: string
  readonly to?: string
  /** F1 … F12. */
  readonly family?: string
  readonly agency?: string
  /** `next` of the page before. */
  readonly after?: string
  readonly limit: number
}

export interface SelectedPage<Event> {
  readonly items: readonly Event[]
  /** Place of the last item when there are more, else null. It holds ids and dates as shown: nothing that hidden events could change. */
  readonly next: string | null
}

/** Finds the index part of an event and the family of its type. */
export interface PageContext {
  readonly indexOf: (event: DecidedEvent) => IndexPart
  readonly familyOf: (type: string) => string | undefined
}

/** First and last moment of an event, as coarse as it is shown. */
function range(event: DecidedEvent, { occurred }: IndexPart): readonly [number, number] {
  const precision = event.dates === 'month' && occurred.precision !== 'year' ? 'month' : occurred.precision
  return [earliest(occurred.from, precision), latest(occurred.until ?? occurred.from, precision)]
}

const placeOf = (event: DecidedEvent, index: IndexPart): string =>
  [String(range(event, index)[0]), index.agency, index.system, index.event_id].map(encodeURIComponent).join(' ')

/**
 * A page of what a decision released, in timeline order. Filters look at what the reader is shown and nothing else: an event dated to the
 * month matches by month, an event whose publisher is not named matches no agency. Where the item of `after` is no longer released, the
 * page goes on with what is shown after its date.
 */
export function selectPage<Event extends DecidedEvent>(
  events: readonly Event[], selection: PageSelection, { indexOf, familyOf }: PageContext,
): SelectedPage<Event> {
  const { from, to, family, agency, after, limit } = selection
  const first = from === undefined ? -Infinity : startOfDayLondon(from)
  const last = to === undefined ? Infinity : endOfDayLondon(to)
  const passing = events.filter((event) => {
    const index = indexOf(event)
    const [begins, ends] = range(event, index)
    return ends >= first && begins <= last && (family === undefined || familyOf(index.type) === family)
      && (agency === undefined || (event.publisher === 'named' && index.agency === agency))
  })
  const start = after === undefined ? 0 : startAfter(passing, after, indexOf)
  const items = passing.slice(start, start + limit)
  const end = items.at(-1)
  return { items, next: end !== undefined && start + limit < passing.length ? placeOf(end, indexOf(end)) : null }
}

function startAfter(passing: readonly DecidedEvent[], after: string, indexOf: PageContext['indexOf']): number {
  const at = passing.findIndex((event) => placeOf(event, indexOf(event)) === after)
  if (at >= 0) return at + 1
  const date = Number(after.split(' ')[0])
  const beyond = passing.findIndex((event) => range(event, indexOf(event))[0] > date)
  return beyond < 0 ? passing.length : beyond
}
