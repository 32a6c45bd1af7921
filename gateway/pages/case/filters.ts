import { z } from 'zod'
import { families } from '../../../core/catalogue/families.ts'
import { writtenDate, type DatePart } from '../date-input.ts'
import { partsOfDate, type DateParts } from './date-parts.ts'
import { TACTIC_GROUPS } from './page-words.ts'

/** What a timeline page is narrowed to, as its address says. No name and no word of anybody is in it. */
export interface Filters {
  /** First and last day in London, ISO dates. */
  readonly from?: string
  readonly to?: string
  /** F1 … F12. */
  readonly family?: string
  /** An agency's id. */
  readonly agency?: string
  /** A group of tactics, as patterns have it. */
  readonly tactic?: string
  /** A code of the list `assertion_basis`. */
  readonly basis?: string
  /** Breaches alone. */
  readonly breach?: 'yes'
  /** A harmed person, by the key that patterns give them. */
  readonly person?: string
  /** What is new to this reader since that day or moment, ISO 8601. */
  readonly since?: string
  /** Events by their ids for this reader, with dots between them: what a number was made of. */
  readonly events?: string
}

/** A page of a timeline, as its address says. */
export interface TimelineAddress {
  readonly filters: Filters
  readonly view: 'list' | 'table'
  /** The entry after which the page begins, by its id for this reader. */
  readonly after?: string | undefined
  /** Entries of a page. */
  readonly limit?: number | undefined
}

/** What is wrong with a filter: at which field, and what would be right. */
export interface FilterError {
  readonly field: 'from' | 'to' | 'filters'
  readonly text: string
  /** Of a date: the first of its parts that is wrong. */
  readonly part?: DatePart
}

export type ParsedAddress =
  | { readonly ok: true; readonly value: TimelineAddress }
  | { readonly ok: false; readonly errors: readonly FilterError[]; readonly typed: Readonly<Record<'from' | 'to', DateParts>> }

const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/)
const moment = z.union([z.iso.date(), z.iso.datetime()])
const ids = z.string().regex(/^[A-Za-z0-9_-]{22}(\.[A-Za-z0-9_-]{22}){0,299}$/)
const part = z.string().trim().max(10)
const shape = z.object({
  'from-day': part,
  'from-month': part,
  'from-year': part,
  'to-day': part,
  'to-month': part,
  'to-year': part,
  family: z.enum(families.map((family) => family.code) as [string, ...string[]]),
  agency: code,
  tactic: z.enum(TACTIC_GROUPS as [string, ...string[]]),
  basis: code,
  breach: z.literal('yes'),
  person: code,
  since: moment,
  events: ids,
  view: z.enum(['list', 'table']),
  after: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number),
})
const address = shape.partial().strict()

const UNKNOWN: FilterError = { field: 'filters', text: 'This filter is not one that this page has. Choose again.' }
const BACKWARDS: FilterError = { field: 'from', text: 'From must be the same as or before To.', part: 'day' }
const LABELS = { from: 'From', to: 'To' } as const

/** An empty field of a form is no filter. */
const given = (query: unknown): Readonly<Record<string, unknown>> =>
  typeof query === 'object' && query !== null ? Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '')) : {}

/** Parses the query of a timeline page. */
export function parseAddress(query: unknown): ParsedAddress {
  const asked = given(query)
  const parsed = address.safeParse(asked)
  const typed = { from: partsTyped(asked, 'from'), to: partsTyped(asked, 'to') }
  if (!parsed.success) return { ok: false, errors: [UNKNOWN], typed }
  const [from, to] = [dateIn('from', typed.from), dateIn('to', typed.to)]
  const isBackwards = from.date !== undefined && to.date !== undefined && from.date > to.date
  const errors = [...from.errors, ...to.errors, ...(isBackwards ? [BACKWARDS] : [])]
  if (errors.length > 0) return { ok: false, errors, typed }
  const { view = 'list', after, limit, family, agency, tactic, basis, breach, person, since, events } = parsed.data
  const filters = withoutEmpty({ from: from.date, to: to.date, family, agency, tactic, basis, breach, person, since, events })
  return { ok: true, value: { filters, view, after, limit } }
}

const partsTyped = (asked: Readonly<Record<string, unknown>>, name: 'from' | 'to'): DateParts => {
  const text = (part: string): string => {
    const value = asked[`${name}-${part}`]
    return typeof value === 'string' ? value : ''
  }
  return { day: text('day'), month: text('month'), year: text('year') }
}

/** The date that three fields say; none where all are empty. */
function dateIn(
  field: keyof typeof LABELS,
  { day, month, year }: DateParts,
): { readonly date: string | undefined; readonly errors: readonly FilterError[] } {
  if (day === '' && month === '' && year === '') return { date: undefined, errors: [] }
  const form = new Map([
    [`${field}-day`, day],
    [`${field}-month`, month],
    [`${field}-year`, year],
  ])
  const { text, wrong } = writtenDate(form, field, LABELS[field])
  return wrong === undefined
    ? { date: text, errors: [] }
    : { date: undefined, errors: [{ field, text: wrong.text, part: wrong.parts[0] ?? 'day' }] }
}

const withoutEmpty = (filters: Readonly<Record<string, string | undefined>>): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))

/** A query that leads to a timeline page; without a question mark. */
export function addressQuery({ filters, view, after, limit }: TimelineAddress): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters) as [keyof Filters, string][]) {
    if (name === 'from' || name === 'to') {
      const { day, month, year } = partsOfDate(value)
      query.set(`${name}-day`, day)
      query.set(`${name}-month`, month)
      query.set(`${name}-year`, year)
    } else query.set(name, value)
  }
  if (view === 'table') query.set('view', view)
  if (after !== undefined) query.set('after', after)
  if (limit !== undefined) query.set('limit', String(limit))
  return query.toString()
}
