import type { IndexPart } from '../../core/case/index-part.ts'
import type { EventDecision } from '../policy/types.ts'

/** An event that is shown, with what paging and filters look at. */
export interface ShownEvent {
  readonly decision: EventDecision
  readonly index: IndexPart
  /** The reader's id of the event. */
  readonly id: string
  readonly family: string
}

export interface PageRequest {
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

export interface Place {
  readonly side: 'after' | 'before'
  readonly id: string
  /** occurred.from as shown, for when the event itself is no longer shown. */
  readonly date: string
}

export interface Page {
  readonly events: readonly ShownEvent[]
  readonly next: Place | undefined
  readonly previous: Place | undefined
}

const MONTH_CHARACTERS = 7
const DATE_CHARACTERS = 10
const YEAR_CHARACTERS = 4

/** First and last day of an event, as coarse as it is shown: a filter finds no more than the item says. */
function days({ decision, index }: ShownEvent): readonly [string, string] {
  const { from, until, precision } = index.occurred
  const length = decision.dates === 'month' || precision === 'month' ? MONTH_CHARACTERS : precision === 'year' ? YEAR_CHARACTERS : DATE_CHARACTERS
  const cut = (date: string): string => date.slice(0, length)
  return [cut(from).padEnd(MONTH_CHARACTERS, '-01').padEnd(DATE_CHARACTERS, '-01'), cut(until ?? from).padEnd(MONTH_CHARACTERS, '-12').padEnd(DATE_CHARACTERS, '-31')]
}

function passes(event: ShownEvent, request: PageRequest): boolean {
  const [first, last] = days(event)
  return (request.from === undefined || last >= request.from)
    && (request.to === undefined || first <= request.to)
    && (request.family === undefined || event.family === request.family)
    && (request.agency === undefined || (event.decision.publisher === 'named' && event.index.agency === request.agency))
}

const placeOf = (side: Place['side'], event: ShownEvent | undefined): Place | undefined => event && { side, id: event.id, date: days(event)[0] }

/**
 * A page of the released events: the whole case was decided, so that nothing hidden shows in where a page ends.
 * `events` are in timeline order.
 */
export function pageOf(events: readonly ShownEvent[], request: PageRequest): Page {
  const passing = events.filter((event) => passes(event, request))
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
  const beyond = ordered.findIndex((event) => (order === 'oldest' ? days(event)[0] >= place.date : days(event)[0] <= place.date))
  const gone = beyond === -1 ? ordered.length : beyond
  const start = at === -1 ? gone : place.side === 'after' ? at + 1 : at
  return place.side === 'after' ? [start, start + limit] : [Math.max(0, start - limit), start]
}
