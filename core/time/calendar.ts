import { londonDate, londonOffset, startOfDayLondon } from './london.ts'

const DAY = 86_400_000

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The day that is so many days after a day (`YYYY-MM-DD`). */
export const daysAfter = (day: string, days: number): string => iso(utc(day) + days * DAY)

/** The same day of the month so many months later, or that month's last day where it has none. */
export function monthsAfter(day: string, months: number): string {
  const year = Number(day.slice(0, 4)),
    month = Number(day.slice(5, 7)) - 1 + months
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return iso(Date.UTC(year, month, Math.min(Number(day.slice(8, 10)), last)))
}

const SUNDAY = 0
const SATURDAY = 6

const isWeekend = (day: string): boolean => [SUNDAY, SATURDAY].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/**
 * The moment one working day after another, ms since the Unix epoch: the same time in London on the next day that is not of a weekend. Bank holidays count as
 * working days: what is due is due rather early.
 */
export function nextWorkingDay(at: number): number {
  let day = daysAfter(londonDate(at), 1)
  while (isWeekend(day)) day = daysAfter(day, 1)
  // Clocks change on Sundays: a working day has one offset from its beginning to its end.
  return startOfDayLondon(day) + ((at + londonOffset(at)) % DAY)
}
