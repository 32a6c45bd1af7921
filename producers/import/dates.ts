import { londonOffset } from '../../core/time/london.ts'
import { isDate, isDateTime } from '../../schemas/codec/formats.ts'

/** A day, with the time where the text has one. */
export interface ReadDate {
  /** `YYYY-MM-DD` */
  readonly day: string
  /** `hh:mm:ss` */
  readonly time: string | undefined
  /** As the text gives it; absent where the time is London's. */
  readonly offset: string | undefined
}

/** Reads a text in one form; undefined when it is not of that form, or no day of the calendar. */
export type DatePattern = (text: string) => ReadDate | undefined

const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})', MM: '(?<month>\\d{1,2})', dd: '(?<day>\\d{1,2})', HH: '(?<hour>\\d{1,2})', mm: '(?<minute>\\d{2})', ss: '(?<second>\\d{2})',
}
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const two = (text: string | undefined): string => (text ?? '0').padStart(2, '0')

const iso: DatePattern = (text) => {
  if (isDate(text)) return { day: text, time: undefined, offset: undefined }
  if (isDateTime(text)) return { day: text.slice(0, 10), time: text.slice(11, 19), offset: /(Z|[+-]\d\d:\d\d)$/.exec(text)?.[0] }
  const local = `${text.replace(' ', 'T')}Z`
  return isDateTime(local) ? { day: text.slice(0, 10), time: text.slice(11, 19), offset: undefined } : undefined
}

/** A pattern of yyyy, MM, dd, HH, mm, ss and what stands between them, or `iso`; undefined when it is none, or lacks day, month or year. */
export function compileDatePattern(pattern: string): DatePattern | undefined {
  if (pattern === 'iso') return iso
  const parts = pattern.split(/(yyyy|MM|dd|HH|mm|ss)/)
  const tokens = parts.filter((part) => part in TOKENS)
  const isWhole = ['yyyy', 'MM', 'dd'].every((token) => tokens.includes(token)) && new Set(tokens).size === tokens.length
  if (!isWhole || tokens.includes('HH') !== tokens.includes('mm') || /[A-Za-z]/.test(parts.filter((part) => !(part in TOKENS)).join('').replaceAll('T', ''))) return undefined
  const form = new RegExp(`^${parts.map((part) => TOKENS[part] ?? escaped(part)).join('')}$`)
  return (text) => {
    const found = form.exec(text)?.groups
    if (found === undefined) return undefined
    const day = `${found.year ?? ''}-${two(found.month)}-${two(found.day)}`
    const time = found.hour === undefined ? undefined : `${two(found.hour)}:${two(found.minute)}:${two(found.second)}`
    return isDate(day) && (time === undefined || isDateTime(`${day}T${time}Z`)) ? { day, time, offset: undefined } : undefined
  }
}

const HOURS = [3_600_000, 0]

/** RFC 3339 date-time of a day and a time in London; undefined for a time that the clocks skip. Of an hour that comes twice, the first. */
export function londonDateTime(day: string, time: string): string | undefined {
  const wall = Date.parse(`${day}T${time}Z`)
  const offset = HOURS.find((ahead) => londonOffset(wall - ahead) === ahead)
  return offset === undefined ? undefined : `${day}T${time}+0${String(offset / 3_600_000)}:00`
}
