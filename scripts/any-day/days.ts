import { londonDate, londonOffset } from '../../core/time/london.ts'

/** A day on which things have broken somewhere, and the moment of it at which the clock starts. */
export interface Day {
  /** The date in London, `YYYY-MM-DD`. */
  readonly date: string
  readonly what: string
  /** Milliseconds since the Unix epoch. */
  readonly start: number
  /** The time zone of the machine; where it is not given, as it is. */
  readonly zone?: string
}

const DAY_MS = 86_400_000
const YEARS = 10
const LONG_MS = 400 * DAY_MS
const CLOCKS_CHANGE = /^\d{4}-(03|10)/

/** The moment of a wall-clock time in London, which must be there once only. */
const london = (date: string, time: string): number => {
  const asUtc = Date.parse(`${date}T${time}Z`)
  return asUtc - londonOffset(asUtc - londonOffset(asUtc))
}
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The first day after `today` that is as wanted. */
function next(today: string, wanted: (date: string, weekday: number) => boolean): string {
  for (let at = Date.parse(`${today}T12:00:00Z`) + DAY_MS; ; at += DAY_MS) {
    const date = dateOf(at)
    if (wanted(date, new Date(at).getUTCDay())) return date
  }
}
const lastSundayOf =
  (month: string) =>
  (date: string, weekday: number): boolean =>
    weekday === 0 && date.slice(5, 7) === month && Number(date.slice(8)) > 24
const isSummer = (date: string): boolean => londonOffset(Date.parse(`${date}T12:00:00Z`)) > 0 && !CLOCKS_CHANGE.test(date)

/** The ten days, seen from a moment; two beside each other are run in one run of CI. */
export function daysFrom(now: number): readonly Day[] {
  const today = londonDate(now)
  const spring = next(today, lastSundayOf('03'))
  const autumn = next(today, lastSundayOf('10'))
  const sunday = next(today, (date, weekday) => weekday === 0 && isSummer(date))
  const first = next(today, (date) => date.endsWith('-01') && isSummer(date))
  const last = next(today, (date) => date.endsWith('-31') && isSummer(date))
  const newYear = next(today, (date) => date.endsWith('-01-01'))
  const newYearsEve = next(today, (date) => date.endsWith('-12-31'))
  const leapDay = next(today, (date) => date.endsWith('-02-29'))
  const long = now + LONG_MS
  const years = Date.parse(`${String(Number(today.slice(0, 4)) + YEARS)}${today.slice(4).replace('02-29', '02-28')}T12:00:00Z`)
  return [
    { date: leapDay, what: '29 February', start: london(leapDay, '09:00:00') },
    { date: newYearsEve, what: 'over midnight into the new year', start: london(newYearsEve, '23:59:30') },
    // 01:00 UTC is the moment of change: in spring from 01:00 to 02:00; in autumn from 02:00 back to 01:00, so that the start is in the doubled hour's first pass.
    { date: spring, what: 'the clocks go forward', start: Date.parse(`${spring}T00:59:30Z`) },
    { date: last, what: 'a 31st, over midnight in London, from New York', start: london(last, '23:59:30'), zone: 'America/New_York' },
    { date: autumn, what: 'the doubled hour: the clocks go back', start: Date.parse(`${autumn}T00:59:30Z`) },
    { date: newYear, what: 'just after midnight of the new year', start: london(newYear, '00:00:10') },
    { date: sunday, what: 'a Sunday, still Saturday in UTC', start: london(sunday, '00:30:00') },
    { date: first, what: 'a 1st, the month before in UTC, from Kolkata', start: london(first, '00:10:00'), zone: 'Asia/Kolkata' },
    { date: londonDate(long), what: '400 days on', start: long },
    { date: londonDate(years), what: `${String(YEARS)} years on`, start: years },
  ]
}

/** Any other day, at noon. */
export const otherDay = (date: string): Day => ({ date, what: 'a day, at noon', start: london(date, '12:00:00') })

/** Two of the days, by the date of the run: five consecutive days of runs take them all. */
export function twoOf(days: readonly Day[], now: number): readonly Day[] {
  const pairs = Math.ceil(days.length / 2)
  const pair = Math.floor(Date.parse(`${londonDate(now)}T00:00:00Z`) / DAY_MS) % pairs
  return days.slice(pair * 2, pair * 2 + 2)
}
