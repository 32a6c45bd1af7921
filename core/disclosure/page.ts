import type { IndexPart } from '../case/index-part.ts'
import { startOf } from '../case/moments.ts'
import type { PagePosition } from './page-position.ts'
import { earliest, endOfDayLondon, latest, startOfDayLondon } from '../time/london.ts'

/** What paging and filters may use of a decided event. */
export interface DecidedEvent {
  readonly dates: 'exact' | 'month'
  readonly publisher: 'named' | 'type' | 'masked'
}

/** An event that is shown, with what paging and filters use. */
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
  /** Where the page begins or ends; without it, the first page. */
  readonly position?: PagePosition
}

export interface Page<Event extends ShownEvent = ShownEvent> {
  readonly events: readonly Event[]
  readonly next: PagePosition | undefined
  readonly previous: PagePosition | undefined
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

const positionOf = (side: PagePosition['side'], event: ShownEvent | undefined): PagePosition | undefined =>
  event && { side, id: event.id, begins: beginsAt(event) }

/**
 * A page of the events that are disclosed. `events`: all of the case that are, in timeline order. The whole case was decided, so that where a page ends tells nothing
 * of hidden events. Filters see what the reader is shown and nothing else: an event dated to the month matches by month, one whose publisher is not named
 * matches no agency.
 */
export function pageOf<Event extends ShownEvent>(events: readonly Event[], request: PageRequest): Page<Event> {
  const passing = events.filter(filter(request))
  const ordered = request.order === 'oldest' ? passing : passing.toReversed()
  const { position, limit } = request
  const [start, end] = position === undefined ? [0, limit] : bounds(ordered, position, limit, request.order)
  const page = ordered.slice(start, end)
  return {
    events: page,
    next: end < ordered.length ? positionOf('after', page.at(-1)) : undefined,
    previous: start > 0 ? positionOf('before', page[0]) : undefined,
  }
}

function bounds(
  ordered: readonly ShownEvent[],
  position: PagePosition,
  limit: number,
  order: PageRequest['order'],
): readonly [number, number] {
  const at = ordered.findIndex((event) => event.id === position.id)
  const beyond = ordered.findIndex((event) =>
    order === 'oldest' ? beginsAt(event) >= position.begins : beginsAt(event) <= position.begins,
  )
  const gone = beyond === -1 ? ordered.length : beyond
  const start = at === -1 ? gone : position.side === 'after' ? at + 1 : at
  return position.side === 'after' ? [start, start + limit] : [Math.max(0, start - limit), start]
}
