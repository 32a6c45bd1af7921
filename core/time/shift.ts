/** A day in milliseconds. */
const DAY = 86_400_000
const DATE = /^\d{4}-\d{2}-\d{2}$/
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})$/
/** People do not grow younger with a chronology. */
const KEPT = new Set(['birth_date'])

const shiftDate = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** Offset of London at a wall-clock time, as `+00:00` or `+01:00`. */
const londonOffset = (date: string, time: string): string => {
  const name = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeZoneName: 'longOffset' })
    .formatToParts(new Date(`${date}T${time}Z`)).find((part) => part.type === 'timeZoneName')?.value
  return name === 'GMT+01:00' ? '+01:00' : '+00:00'
}

const shiftText = (text: string, days: number): string => {
  if (DATE.test(text)) return shiftDate(text, days)
  const [, date, time] = DATE_TIME.exec(text) ?? []
  if (date === undefined || time === undefined) return text
  const shifted = shiftDate(date, days)
  return `${shifted}T${time}${londonOffset(shifted, time)}`
}

/** Whole days from one ISO date to another. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)

/** A copy of a JSON value with every date and date-time moved by whole days, wall-clock times of London kept, birth dates kept. */
export function shiftDays(value: unknown, days: number): unknown {
  if (typeof value === 'string') return shiftText(value, days)
  if (Array.isArray(value)) return value.map((item) => shiftDays(item, days))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, KEPT.has(name) ? item : shiftDays(item, days)]))
}
