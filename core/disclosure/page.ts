import type { IndexPart } from '../case/index-part.ts'
import { startOf } from '../case/moments.ts'
import { earliest, endOfDayLondon, latest, startOfDayLondon } from '../time/london.ts'

/** What of a decided event paging and filters may look at. */
export interface DecidedEvent {
  readonly dates: 'exact' | 'month'
  readonly publisher: 'named' | 'type' | 'masked'
}

/** An event that is shown, with what paging and filters look at. */
export interface ShownEvent<Decided extends DecidedEvent = DecidedEvent> {
  readonly decision: Decided
  readonly index: IndexPart
  /** The reader's id of the event. */
  readonly id: string
  /** F1 … F12. */
  readonly family: string
}

export interface PageRequest {
  /** First and last day in London, ISO dates, inclusive. */
  readonly from?: string
  readonly to?: string
  readonly family?: string
  readonly agency?: string
  readonly limit: number
  /** oldest: in timeline order; newest: the other way round. */
  readonly order: 'oldest' | 'newest'
  /** Where the page begins or ends: the place of an event, and the side of it that is wanted. */
  readonly place?: Place
}

/** It holds ids and dates as shown: nothing that hidden events could change. */
export interface Place {
  readonly side: 'after' | 'before'
  readonly id: string
  /** When it is shown to have begun (milliseconds since the Unix epoch), for when the event itself is no longer shown. */
  readonly begins: number
}

export interface Page<Event extends ShownEvent = ShownEvent> {
  readonly events: readonly Event[]
  readonly next: Place | undefined
  readonly previous: Place | undefined
}

const MONTH_CHARACTERS = 7

/** When an event is shown to have begun: one dated to the month, at the month's start. Timeline order is by it. */
export const shownFrom = (from: string, dates: DecidedEvent['dates']): string =>
  dates === 'month' ? `${from.slice(0, MONTH_CHARACTERS)}-01` : from

const beginsAt = ({ decision, index }: ShownEvent): number => startOf(shownFrom(index.occurred.from, decision.dates))

/** First and last moment of an event, as coarse as it is shown: a filter finds no more than the item says. */
function range({ decision, index: { occurred } }: ShownEvent): readonly [number, number] {
  const precision = decision.dates === 'month' && occurred.precision !== 'year' ? 'month' : occurred.precision
  return [earliest(occurred.from, precision), latest(occurred.until ?? occurred.from, precision)]
}

function filter(request: PageRequest): (event: ShownEvent) => boolean {
  const first = request.from === undefined ? -Infinity : startOfDayLondon(request.from)
  const last = request.to === undefined ? Infinity : endOfDayLondon(request.to)
  return (event) => {
    const [begins, ends] = range(event)
    return (
      ends >= first &&
      begins <= last &&
      (request.family === undefined || event.family === request.family) &&
      (request.agency === undefined || (event.decision.publisher === 'named' && event.index.agency === request.agency))
    )
  }
}

const placeOf = (side: Place['side'], event: ShownEvent | undefined): Place | undefined =>
  event && { side, id: event.id, begins: beginsAt(event) }

/**
 * A page of the released events: the whole case was decided, so that nothing hidden shows in where a page ends. Filters look at what the
 * reader is shown and nothing else: an event dated to the month matches by month, one whose publisher is not named matches no agency.
 * `events` are in timeline order.
 */
export function pageOf<Event extends ShownEvent>(events: readonly Event[], request: PageRequest): Page<Event> {
  const passing = events.filter(filter(request))
  const ordered = request.order === 'oldest' ? passing : passing.toReversed()
  const { place, limit } = request
  const [start, end] = place === undefined ? [0, limit] : bounds(ordered, place, limit, request.order)
  const page = ordered.slice(start, end)
  return {
    events: page,
    next: end < ordered.length ? placeOf('after', page.at(-1)) : undefined,
    previous: start > 0 ? placeOf('before', page[0]) : undefined,
  }
}

function bounds(ordered: readonly ShownEvent[], place: Place, limit: number, order: PageRequest['order']): readonly [number, number] {
  const at = ordered.findIndex((event) => event.id === place.id)
  const beyond = ordered.findIndex((event) => (order === 'oldest' ? beginsAt(event) >= place.begins : beginsAt(event) <= place.begins))
  const gone = beyond === -1 ? ordered.length : beyond
  const start = at === -1 ? gone : place.side === 'after' ? at + 1 : at
  return place.side === 'after' ? [start, start + limit] : [Math.max(0, start - limit), start]
}
