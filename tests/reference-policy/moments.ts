const HOUR = 3_600_000
/** 01:00 UTC on the last Sunday of a month, from 1. */
const lastSunday = (year: number, month: number): number => {
  const last = new Date(Date.UTC(year, month, 0, 1))
  return last.getTime() - last.getUTCDay() * 24 * HOUR
}

/** How far London is ahead of UTC: an hour from the last Sunday of March to the last of October (Summer Time Order 2002). */
const ahead = (moment: number): number => {
  const year = new Date(moment).getUTCFullYear()
  return moment >= lastSunday(year, 3) && moment < lastSunday(year, 10) ? HOUR : 0
}

/** The day in London at a moment: YYYY-MM-DD. */
const dayAt = (moment: number): string => new Date(moment + ahead(moment)).toISOString().slice(0, 10)

/** First millisecond of a day in London. The clocks change after midnight. */
const dayStart = (day: string): number => Date.parse(`${day}T00:00:00Z`) - ahead(Date.parse(`${day}T00:00:00Z`))

const nextDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 24 * HOUR).toISOString().slice(0, 10)
const nextMonth = (day: string): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1)).toISOString().slice(0, 10)
const isDay = (text: string): boolean => text.length === 10

/** From which moment to which a text with a precision may mean, in milliseconds since the Unix epoch. */
export function span(text: string, precision: string): readonly [first: number, last: number] {
  if (!isDay(text) && ['exact', 'period'].includes(precision)) return [Date.parse(text), Date.parse(text)]
  const day = isDay(text) ? text : dayAt(Date.parse(text))
  if (precision === 'year') return [dayStart(`${day.slice(0, 4)}-01-01`), dayStart(`${String(Number(day.slice(0, 4)) + 1)}-01-01`) - 1]
  if (precision === 'month') return [dayStart(`${day.slice(0, 7)}-01`), dayStart(nextMonth(day)) - 1]
  return [dayStart(day), dayStart(nextDay(day)) - 1]
}

/** The day in London of a text. */
export const dayInLondon = (text: string): string => (isDay(text) ? text : dayAt(Date.parse(text)))

/** First and last moment of a day, or the moment itself. */
export const startOf = (text: string): number => (isDay(text) ? span(text, 'day')[0] : Date.parse(text))
export const endOf = (text: string): number => (isDay(text) ? span(text, 'day')[1] : Date.parse(text))

/** The end of the same day of the year after; of 29 February the 28th. */
export function endOfYearAfter(moment: number): number {
  if (!Number.isFinite(moment)) return Infinity
  const day = dayAt(moment)
  const year = String(Number(day.slice(0, 4)) + 1)
  return endOf(`${year}-${day.slice(5) === '02-29' ? '02-28' : day.slice(5)}`)
}

/** The same time in London three working days on: weekends are none. */
export function threeWorkingDaysAfter(moment: number): number {
  const time = moment + ahead(moment) - Date.parse(`${dayAt(moment)}T00:00:00Z`)
  let day = dayAt(moment)
  for (let left = 3; left > 0;) {
    day = nextDay(day)
    if (![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) left--
  }
  return Date.parse(`${day}T00:00:00Z`) + time - ahead(Date.parse(`${day}T12:00:00Z`))
}
