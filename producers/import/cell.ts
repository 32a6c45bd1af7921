import { compileDatePattern, londonDateTime, type DatePattern } from './dates.ts'
import type { ColumnRule, DateRule } from './mapping.ts'

/** What is wrong with a cell: a code and what would be right. Never the cell's text. */
export interface CellError { readonly code: 'missing' | 'not-a-code' | 'not-a-date' | 'not-a-number' | 'not-yes-or-no'; readonly detail: string }
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: CellError }

const MOST_CODES = 30
const bad = (code: CellError['code'], detail: string): Read<never> => ({ ok: false, error: { code, detail } })
const good = <T>(value: T): Read<T> => ({ ok: true, value })
const folded = (text: string): string => text.trim().toLowerCase()

/** Reads the text of a cell that is not empty. */
export type ReadCell = (text: string) => Read<string | number | boolean>

const patternsOf = (patterns: readonly string[]): readonly DatePattern[] => patterns.flatMap((pattern) => compileDatePattern(pattern) ?? [])

/** Reads a date by the first pattern that fits: as `YYYY-MM-DD`, or with its time as a date-time of London. */
export function readDate(rule: Pick<DateRule, 'patterns' | 'time'>): (text: string) => Read<{ readonly text: string; readonly hasTime: boolean }> {
  const patterns = patternsOf(rule.patterns)
  const expected = `Write a day of the calendar as ${rule.patterns.join(' or ')}.`
  return (text) => {
    for (const pattern of patterns) {
      const read = pattern(text.trim())
      if (read === undefined) continue
      const time = read.time ?? (rule.time === undefined ? undefined : `${rule.time}:00`)
      if (time === undefined) return good({ text: read.day, hasTime: false })
      const moment = read.offset === undefined ? londonDateTime(read.day, time) : `${read.day}T${time}${read.offset}`
      return moment === undefined ? bad('not-a-date', 'The clocks skip this hour in London: write the time as it was.') : good({ text: moment, hasTime: true })
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

const readNumber = (form: RegExp, detail: string): ReadCell => (text) => (form.test(text.trim()) ? good(Number(text)) : bad('not-a-number', detail))

/** How a rule reads a cell that is not empty. */
export function readerOf({ form = 'text', codes = {}, patterns = [], true: yes = [], false: no = [] }: ColumnRule): ReadCell {
  switch (form) {
    case 'text': return (text) => good(text.trim())
    case 'code': return readCode(codes)
    case 'boolean': return readBoolean(yes, no)
    case 'integer': return readNumber(/^-?\d{1,9}$/, 'Write a whole number.')
    case 'number': return readNumber(/^-?\d{1,9}(\.\d{1,9})?$/, 'Write a number, with a point before the decimals.')
    case 'date': {
      const read = readDate({ patterns })
      return (text) => { const date = read(text); return date.ok ? good(date.value.text.slice(0, 10)) : date }
    }
    case 'date-time': {
      const read = readDate({ patterns })
      return (text) => {
        const date = read(text)
        if (!date.ok) return date
        return date.value.hasTime ? good(date.value.text) : bad('not-a-date', `Write the time, too: ${patterns.join(' or ')}.`)
      }
    }
  }
}
