import { daysAfter } from './calendar.ts'
import { londonDate, londonOffset, startOfDayLondon } from './london.ts'

const DAY = 86_400_000
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
