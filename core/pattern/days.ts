import { daysBetween } from '../time/shift.ts'
import { dayOf } from '../time/london.ts'
import type { PatternItem } from './item.ts'

const MONTH_CHARACTERS = 7
const DATE_CHARACTERS = 10

const lastOfMonth = (month: string): string =>
  `${month}-${String(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate()).padStart(2, '0')}`

const isMonth = (text: string): boolean => text.length === MONTH_CHARACTERS

const londonDay = (text: string): string => dayOf(isMonth(text) ? `${text}-01` : text)

/** First and last day (`YYYY-MM-DD`, London) on which an event may have happened: as coarse as it is shown, so that a month counts whole. */
export interface Days {
  readonly first: string
  readonly last: string
}

function range(text: string, precision: string): Days {
  const day = londonDay(text)
  if (precision === 'year') return { first: `${day.slice(0, 4)}-01-01`, last: `${day.slice(0, 4)}-12-31` }
  if (!isMonth(text) && precision !== 'month') return { first: day, last: day }
  const month = day.slice(0, MONTH_CHARACTERS)
  return { first: `${month}-01`, last: lastOfMonth(month) }
}

/** The days of an item. */
export function daysOf({ occurred: { from, until, precision } }: PatternItem): Days {
  const { first, last } = range(from, precision)
  const ends = until === undefined ? last : range(until, precision).last
  return { first, last: ends < first ? last : ends }
}

/** The month that an item counts in (`YYYY-MM`): that in which it began; the year alone (`YYYY`) where no month is said. */
export const monthOfItem = (item: PatternItem): string =>
  item.occurred.precision === 'year' ? daysOf(item).first.slice(0, 4) : daysOf(item).first.slice(0, MONTH_CHARACTERS)

/** True when any day of the item is in the range; both ends are of it. */
export const isWithin = (item: PatternItem, since: string, until: string): boolean => {
  const { first, last } = daysOf(item)
  return last >= since && first <= until
}

/** Whole days since the latest day on which an item may have happened; 0 where that is not over. */
export const daysSince = (item: PatternItem, asOf: string): number => Math.max(0, daysBetween(daysOf(item).last, asOf))

/** A date of the details as the days that it may mean: a day, or a month as a reduced event has it. */
export const daysOfText = (text: string): Days => range(text, isMonth(text) ? 'month' : 'day')

/** When an item happened as a reader is shown it: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
export function shownDay(item: PatternItem): string {
  const { first, last } = daysOf({ ...item, occurred: { from: item.occurred.from, precision: item.occurred.precision } })
  return first === last ? first : monthOfItem(item)
}

/** The moment of an item that is dated to one, in milliseconds since the Unix epoch; 0, before any of its day, where it is dated to a day. */
const momentOf = ({ occurred: { from } }: PatternItem): number => (from.length > DATE_CHARACTERS ? Date.parse(from) : 0)

/** Oldest first: by first day, last day, moment, then when it was recorded, then id, so that an order never depends on how the items came. */
export function byDay(one: PatternItem, other: PatternItem): number {
  const [left, right] = [daysOf(one), daysOf(other)]
  const keys: readonly (readonly [string | number, string | number])[] = [
    [left.first, right.first],
    [left.last, right.last],
    [momentOf(one), momentOf(other)],
    [one.recorded_at, other.recorded_at],
    [one.id, other.id],
  ]
  const different = keys.find(([a, b]) => a !== b)
  return different === undefined ? 0 : different[0] < different[1] ? -1 : 1
}
