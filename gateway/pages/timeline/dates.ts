const LOCALE = 'en-GB'
const ZONE = 'Europe/London'
const DATE_CHARACTERS = 10
const MONTH_CHARACTERS = 7

const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(LOCALE, { timeZone: ZONE, ...options })
const DAY = format({ day: 'numeric', month: 'long', year: 'numeric' })
const MONTH = format({ month: 'long', year: 'numeric' })
const TIME = format({ hour: 'numeric', minute: '2-digit', hour12: true })

const isMonth = (text: string): boolean => text.length === MONTH_CHARACTERS
const isDate = (text: string): boolean => text.length === DATE_CHARACTERS
/** Noon, so that a date is the same day in London and in UTC. */
const moment = (text: string): Date => new Date(isMonth(text) ? `${text}-15T12:00:00Z` : isDate(text) ? `${text}T12:00:00Z` : text)

/** A month in words: `February 2024`. Takes a month, a date or a date-time. */
export const monthWords = (text: string): string => MONTH.format(moment(text))

/** A day in words: `9 February 2024`; of a month, the month. A time is given only where one was recorded. */
export function dateWords(text: string): string {
  if (isMonth(text)) return monthWords(text)
  return isDate(text) ? DAY.format(moment(text)) : `${DAY.format(moment(text))} at ${TIME.format(moment(text)).replace(' ', '')}`
}

/** The time of day in London of a moment (milliseconds since the Unix epoch), without seconds: `2:32pm`. */
export const timeWords = (at: number): string => TIME.format(new Date(at)).replace(' ', '')

const dayWords = (text: string): string => (isMonth(text) ? monthWords(text) : DAY.format(moment(text)))

/** When something happened, no more precise than it was recorded: never an invented time (R.11). */
export function occurredWords({
  from,
  until,
  precision,
}: {
  readonly from: string
  readonly until?: string
  readonly precision: string
}): string {
  const words =
    precision === 'exact'
      ? dateWords
      : precision === 'month'
        ? monthWords
        : precision === 'year'
          ? (text: string) => text.slice(0, 4)
          : dayWords
  const [start, end] = [words(from), until === undefined ? undefined : words(until)]
  return end === undefined || end === start ? start : `Between ${start} and ${end}`
}

/** The month that an entry stands under, as YYYY-MM. */
export const monthOf = (text: string): string => {
  if (isMonth(text) || isDate(text)) return text.slice(0, MONTH_CHARACTERS)
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit' }).formatToParts(moment(text))
  const part = (type: string): string => parts.find((entry) => entry.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}`
}
