import { dayOf } from '../../core/time/london.ts'
import { daysAfter, monthsAfter } from '../../core/time/calendar.ts'

const MONTH_CHARACTERS = 7

/** The first day in London (YYYY-MM-DD) of a month, a date or a date-time. */
export const firstDay = (text: string): string => (text.length === MONTH_CHARACTERS ? `${text}-01` : dayOf(text))

/** The last day in London (YYYY-MM-DD) of a month, a date or a date-time. */
export const lastDay = (text: string): string =>
  text.length === MONTH_CHARACTERS ? daysAfter(monthsAfter(`${text}-01`, 1), -1) : dayOf(text)
