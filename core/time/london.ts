import type { Occurred } from '../../schemas/codec/agency-event.ts'

const HOUR = 3_600_000
const LATE_AFTER = 72 * HOUR

/** The wall clock in London; the locale gives `YYYY-MM-DD, hh:mm:ss`. Made once: it costs more than all that it is used for. */
const wallClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** Characters of `YYYY-MM-DD, hh:mm:ss`. */
const WALL_CLOCK = 20

/** First year of the rule in force: summer time from the last Sunday of March to that of October, 01:00 UTC (Summer Time Order 2002). */
const RULE_SINCE = 1996
const MARCH = 2
const OCTOBER = 9

/** 01:00 UTC on the last Sunday of a month of 31 days. */
const lastSunday = (year: number, month: number): number => {
  const last = new Date(Date.UTC(year, month, 31, 1))
  return last.setUTCDate(31 - last.getUTCDay())
}

/** How far London's clocks are ahead of UTC at a moment, in ms. Years before the rule are looked up: that takes a hundred times as long. */
export const londonOffset = (at: number): number => {
  const date = new Date(at)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  if (year >= RULE_SINCE) {
    if (month === MARCH) return at >= lastSunday(year, MARCH) ? HOUR : 0
    if (month === OCTOBER) return at < lastSunday(year, OCTOBER) ? HOUR : 0
    return month > MARCH && month < OCTOBER ? HOUR : 0
  }
  const seconds = Math.floor(at / 1000) * 1000
  // The locale writes a year before 1000 with fewer digits.
  return Date.parse(`${wallClock.format(seconds).padStart(WALL_CLOCK, '0').replace(', ', 'T')}Z`) - seconds
}

/** The date in London at a moment, in ms since the Unix epoch: `YYYY-MM-DD`. */
export const londonDate = (at: number): string => new Date(at + londonOffset(at)).toISOString().slice(0, 10)

/** The moment at which a day begins in London, in ms since the Unix epoch. `month` counts from 0; both may overflow, as in `Date.UTC`. */
function startOfDay(year: number, month: number, day: number): number {
  const midnight = Date.UTC(year, month, day)
  // London's clocks change an hour or more after midnight UTC, so the offset is the same at both midnights.
  return midnight - londonOffset(midnight)
}

const partsOf = (date: string): [year: number, month: number, day: number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)) - 1,
  Number(date.slice(8, 10)),
]

/** The first millisecond of a day (`YYYY-MM-DD`) in London, since the Unix epoch. */
export const startOfDayLondon = (date: string): number => startOfDay(...partsOf(date))

/** The last millisecond of a day (`YYYY-MM-DD`) in London, since the Unix epoch. */
export const endOfDayLondon = (date: string): number => {
  const [year, month, day] = partsOf(date)
  return startOfDay(year, month, day + 1) - 1
}

const isDate = (text: string): boolean => text.length === 10

/** The day in London of a date or a date-time. */
export const dayOf = (text: string): string => (isDate(text) ? text : londonDate(Date.parse(text)))

/** A date-time that means itself, not the day, month or year that it stands in. */
const isMoment = (text: string, precision: string): boolean => !isDate(text) && (precision === 'exact' || precision === 'period')

/** The first millisecond that a date or date-time, said with this precision, may mean. */
export function earliest(text: string, precision: string): number {
  if (isMoment(text, precision)) return Date.parse(text)
  const [year, month, day] = partsOf(dayOf(text))
  return precision === 'year' ? startOfDay(year, 0, 1) : startOfDay(year, month, precision === 'month' ? 1 : day)
}

/** The last millisecond that a date or date-time, said with this precision, may mean. */
export function latest(text: string, precision: string): number {
  if (isMoment(text, precision)) return Date.parse(text)
  const [year, month, day] = partsOf(dayOf(text))
  if (precision === 'year') return startOfDay(year + 1, 0, 1) - 1
  return (precision === 'month' ? startOfDay(year, month + 1, 1) : startOfDay(year, month, day + 1)) - 1
}

/** The moment at which what occurred is over: its `until`, or its `from` where it has none, and the end of that day, month or year. */
export const endOfOccurred = ({ from, until, precision }: Occurred): number => {
  const last = until ?? from
  return isMoment(last, precision) ? Date.parse(last) : latest(last, precision) + 1
}

/** True when an event was recorded more than 72 hours after the end of what occurred; a day lasts until its end in London. */
export const isLate = (occurred: Occurred, recordedAt: string): boolean => Date.parse(recordedAt) - endOfOccurred(occurred) > LATE_AFTER
