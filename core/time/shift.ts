import { londonOffset } from './london.ts'

/** A day in milliseconds. */
const DAY = 86_400_000
const DATE = /^\d{4}-\d{2}-\d{2}$/
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})$/
const HOUR = 3_600_000
/** Adults do not grow younger with a chronology; a child stays the child that it tells of, however far it is moved. */
const KEPT = new Set(['birth_date'])
const isChild = (person: object): boolean => 'role' in person && person.role === 'child'

const shiftDate = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** A wall-clock time of London, with its offset: of an hour that comes twice the first; for a time that the clocks skip the moment at which they do, so that no range runs backwards. */
function londonTime(date: string, time: string): string {
  const wall = Date.parse(`${date}T${time}Z`)
  if (londonOffset(wall - HOUR) === HOUR) return `${date}T${time}+01:00`
  return londonOffset(wall) === 0 ? `${date}T${time}+00:00` : `${date}T02:00:00+01:00`
}

const shiftText = (text: string, days: number): string => {
  if (DATE.test(text)) return shiftDate(text, days)
  const [, date, time] = DATE_TIME.exec(text) ?? []
  if (date === undefined || time === undefined) return text
  return londonTime(shiftDate(date, days), time)
}

/** Whole days from one ISO date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)

/** A copy of a JSON value with every date and date-time moved by whole days, wall-clock times of London kept, birth dates of adults kept. */
export function shiftDays(value: unknown, days: number): unknown {
  if (typeof value === 'string') return shiftText(value, days)
  if (Array.isArray(value)) return value.map((item) => shiftDays(item, days))
  if (value === null || typeof value !== 'object') return value
  const keeps = (name: string): boolean => KEPT.has(name) && !isChild(value)
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, keeps(name) ? item : shiftDays(item, days)]))
}
