import { endOf } from '../../../core/case/moments.ts'
import { monthsAfter } from '../../../core/time/calendar.ts'
import { londonDate } from '../../../core/time/london.ts'

/** How long an allocation lasts at most where the release does not say. */
const MOST_MONTHS = 6

/** The last moment of an allocation until a day (`YYYY-MM-DD`), ISO 8601 in UTC; undefined for a day that has passed or is too far. `at`: ms since the Unix epoch. */
export function termUntil(day: string, at: number, months = MOST_MONTHS): string | undefined {
  const today = londonDate(at)
  return day < today || day > monthsAfter(today, months) ? undefined : new Date(endOf(day)).toISOString()
}
