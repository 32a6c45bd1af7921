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
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
}
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const two = (text: string | undefined): string => (text ?? '0').padStart(2, '0')

const iso: DatePattern = (text) => {
  if (isDate(text)) return { day: text, time: undefined, offset: undefined }
  if (isDateTime(text)) return { day: text.slice(0, 10), time: text.slice(11, 19), offset: /(Z|[+-]\d\d:\d\d)$/.exec(text)?.[0] }
  const local = `${text.replace(' ', 'T')}Z`
  return isDateTime(local) ? { day: text.slice(0, 10), time: text.slice(11, 19), offset: undefined } : undefined
}

const ZONES: Readonly<Record<string, string>> = { BST: '+01:00', GMT: '+00:00' }

/** A text whose time may have the name of London's time, or its offset, behind it: that is how the hour is told that comes twice in October. */
const zoned =
  (pattern: DatePattern): DatePattern =>
  (text) => {
    const { bare = '', name, offset } = /^(?<bare>.*\d)(?: ?(?<name>BST|GMT)| (?<offset>[+-]\d\d:\d\d))$/i.exec(text)?.groups ?? {}
    const zone = name === undefined ? offset : ZONES[name.toUpperCase()]
    if (zone === undefined) return pattern(text)
    const read = pattern(bare)
    if (read?.time === undefined || read.offset !== undefined) return undefined
    return isDateTime(`${read.day}T${read.time}${zone}`) ? { ...read, offset: zone } : undefined
  }

/** A pattern of yyyy, MM, dd, HH, mm, ss and what stands between them, or `iso`; undefined when it is none, or lacks day, month or year. */
export function compileDatePattern(pattern: string): DatePattern | undefined {
  if (pattern === 'iso') return zoned(iso)
  const parts = pattern.split(/(yyyy|MM|dd|HH|mm|ss)/)
  const tokens = parts.filter((part) => part in TOKENS)
  const isWhole = ['yyyy', 'MM', 'dd'].every((token) => tokens.includes(token)) && new Set(tokens).size === tokens.length
  if (
    !isWhole ||
    tokens.includes('HH') !== tokens.includes('mm') ||
    /[A-Za-z]/.test(
      parts
        .filter((part) => !(part in TOKENS))
        .join('')
        .replaceAll('T', ''),
    )
  )
    return undefined
  const form = new RegExp(`^${parts.map((part) => TOKENS[part] ?? escaped(part)).join('')}$`)
  return zoned((text) => {
    const found = form.exec(text)?.groups
    if (found === undefined) return undefined
    const day = `${found.year ?? ''}-${two(found.month)}-${two(found.day)}`
    const time = found.hour === undefined ? undefined : `${two(found.hour)}:${two(found.minute)}:${two(found.second)}`
    return isDate(day) && (time === undefined || isDateTime(`${day}T${time}Z`)) ? { day, time, offset: undefined } : undefined
  })
}

const HOURS = [3_600_000, 0]

/** What a day and a time in London may mean, as RFC 3339 date-times, the earlier first: none for a time that the clocks skip, two in the hour that comes twice. */
export function londonDateTimes(day: string, time: string): readonly string[] {
  const wall = Date.parse(`${day}T${time}Z`)
  return HOURS.filter((ahead) => londonOffset(wall - ahead) === ahead).map((ahead) => `${day}T${time}+0${String(ahead / 3_600_000)}:00`)
}
