import { compileDatePattern, londonDateTimes, type DatePattern } from './dates.ts'
import type { Moments } from './in-order.ts'
import type { ColumnRule, DateRule } from './mapping.ts'

/** What is wrong with a cell: a code and what would be right. Never the cell's text. */
export interface CellError {
  readonly code: 'missing' | 'not-a-code' | 'not-a-date' | 'twice' | 'not-a-number' | 'not-yes-or-no' | 'own-reference'
  readonly detail: string
}
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: CellError }

const MOST_CODES = 30
const bad = (code: CellError['code'], detail: string): Read<never> => ({ ok: false, error: { code, detail } })
const good = <T>(value: T): Read<T> => ({ ok: true, value })
const folded = (text: string): string => text.trim().toLowerCase()

/** Reads the text of a cell that is not empty. */
export type ReadCell = (text: string) => Read<string | number | boolean>

const patternsOf = (patterns: readonly string[]): readonly DatePattern[] => patterns.flatMap((pattern) => compileDatePattern(pattern) ?? [])

/** A day, `YYYY-MM-DD`; or what its time in London may mean: two date-times in the hour that comes twice. */
export type ReadDay = { readonly day: string } | { readonly moments: Moments }

/** What is wrong with a time of the hour that comes twice, where nothing says which is meant. */
export const TWICE: CellError = {
  code: 'twice',
  detail: 'The clocks went back: this hour came twice in London. Write BST behind it for the first, GMT for the second.',
}

/** Reads a date by the first pattern that fits. */
export function readDate(rule: Pick<DateRule, 'patterns' | 'time'>): (text: string) => Read<ReadDay> {
  const patterns = patternsOf(rule.patterns)
  const expected = `Write a day of the calendar as ${rule.patterns.join(' or ')}.`
  return (text) => {
    for (const pattern of patterns) {
      const read = pattern(text.trim())
      if (read === undefined) continue
      const time = read.time ?? (rule.time === undefined ? undefined : `${rule.time}:00`)
      if (time === undefined) return good({ day: read.day })
      const moments = read.offset === undefined ? londonDateTimes(read.day, time) : [`${read.day}T${time}${read.offset}`]
      return moments.length === 0 ? bad('not-a-date', 'The clocks skip this hour in London: write the time as it was.') : good({ moments })
    }
    return bad('not-a-date', expected)
  }
}

function readCode(codes: Readonly<Record<string, string>>): ReadCell {
  const table = new Map(Object.entries(codes).map(([theirs, ours]) => [folded(theirs), ours]))
  const known = Object.keys(codes)
  const detail = `Not in the mapping's table: write one of ${known.slice(0, MOST_CODES).join(', ')}${known.length > MOST_CODES ? ' …' : ''}.`
  return (text) => {
    const ours = table.get(folded(text))
    return ours === undefined ? bad('not-a-code', detail) : good(ours)
  }
}

function readBoolean(yes: readonly string[], no: readonly string[]): ReadCell {
  const [isYes, isNo] = [new Set(yes.map(folded)), new Set(no.map(folded))]
  return (text) => {
    if (isYes.has(folded(text))) return good(true)
    return isNo.has(folded(text)) ? good(false) : bad('not-yes-or-no', `Write ${yes.join(' or ')}, or ${no.join(' or ')}.`)
  }
}

const readNumber =
  (form: RegExp, detail: string): ReadCell =>
  (text) =>
    form.test(text.trim()) ? good(Number(text)) : bad('not-a-number', detail)

function readDateTime(patterns: string[]): ReadCell {
  const read = readDate({ patterns })
  return (text) => {
    const date = read(text)
    if (!date.ok) return date
    if ('day' in date.value) return bad('not-a-date', `Write the time, too: ${patterns.join(' or ')}.`)
    const [moment, other] = date.value.moments
    return moment === undefined || other !== undefined ? { ok: false, error: TWICE } : good(moment)
  }
}

function readDay(patterns: string[]): ReadCell {
  const read = readDate({ patterns })
  return (text) => {
    const date = read(text)
    return date.ok ? good('day' in date.value ? date.value.day : (date.value.moments[0] ?? '').slice(0, 10)) : date
  }
}

/** How a rule reads a cell that is not empty. An event id is read as the reference that it is made of. */
export function readerOf({
  form = 'text',
  codes = {},
  patterns = [],
  true: yes = [],
  false: no = [],
}: Omit<ColumnRule, 'to' | 'column'>): ReadCell {
  switch (form) {
    case 'text':
    case 'event-id':
      return (text) => good(text.trim())
    case 'code':
      return readCode(codes)
    case 'boolean':
      return readBoolean(yes, no)
    case 'integer':
      return readNumber(/^-?\d{1,9}$/, 'Write a whole number.')
    case 'number':
      return readNumber(/^-?\d{1,9}(\.\d{1,9})?$/, 'Write a number, with a point before the decimals.')
    case 'date':
      return readDay(patterns)
    case 'date-time':
      return readDateTime(patterns)
  }
}
