/** Formats of strings, by the `format` attribute of a schema. */
export interface Format {
  readonly test: (text: string) => boolean
  /** What would be right, in words. */
  readonly expected: string
}

const datePattern = /^\d{4}-\d{2}-\d{2}/
const timePattern = /^T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const FIRST_YEAR = 1900

/** A real day of the calendar in the first ten characters, 1900 or later. */
function startsWithDate(text: string): boolean {
  if (!datePattern.test(text)) return false
  const year = Number(text.slice(0, 4)),
    month = Number(text.slice(5, 7)),
    day = Number(text.slice(8, 10))
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const last = month === 2 && isLeap ? 29 : (daysOfMonth[month - 1] ?? 0)
  return year >= FIRST_YEAR && day >= 1 && day <= last
}

/** ISO 8601 calendar date, `YYYY-MM-DD`. */
export const isDate = (text: string): boolean => text.length === 10 && startsWithDate(text)

/** RFC 3339 date-time with its offset. No leap second, no lower-case letters. */
export const isDateTime = (text: string): boolean => startsWithDate(text) && timePattern.test(text.slice(10))

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** RFC 9562 UUID, in lower case, so that one id has one spelling. */
export const isUuid = (text: string): boolean => uuidPattern.test(text)

const date = 'a calendar date, YYYY-MM-DD, from 1900 on'
const dateTime = 'a date-time with offset, YYYY-MM-DDThh:mm:ss+hh:mm (RFC 3339), from 1900 on'

export const formats: Readonly<Record<string, Format>> = {
  date: { test: isDate, expected: date },
  'date-time': { test: isDateTime, expected: dateTime },
  'date-or-date-time': { test: (text) => isDate(text) || isDateTime(text), expected: `${date}; or ${dateTime}` },
  uuid: { test: isUuid, expected: 'a UUID in lower case' },
}
