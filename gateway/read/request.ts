import { z } from 'zod'
import type { FieldError } from '../../schemas/codec/errors.ts'
import type { Result } from '../../schemas/codec/errors.ts'
import { isUuid } from '../../schemas/codec/formats.ts'
import { families } from '../../core/catalogue/families.ts'

/** A page of a timeline, as asked for. */
export interface TimelineQuery {
  /** The purpose as stated; a code or not. */
  readonly purpose: string
  /** First and last day, ISO dates. */
  readonly from?: string
  readonly to?: string
  readonly family?: string
  readonly agency?: string
  readonly limit: number
  readonly cursor?: string
  /** Id of a justification. */
  readonly justification?: string
}

/** A timeline that is followed, as asked for: whole. */
export type StreamQuery = Omit<TimelineQuery, 'limit' | 'cursor'>

/** The pattern of a case, as asked for: `to` is the day that it is of, `from` the first day that tactics are counted from. */
export type PatternQuery = Omit<StreamQuery, 'family' | 'agency'>

/** Who read a case, as asked for: the first and the last day. */
export type ReadersQuery = Omit<PatternQuery, 'justification'>

/** A case, as asked for. */
export interface CaseQuery {
  readonly purpose: string
  readonly justification?: string
}

export const DEFAULT_LIMIT = 100
export const MOST_LIMIT = 200
/** Most items of a list that is no timeline. */
export const MOST_LIST_LIMIT = 1_000

const date = z.iso.date()
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
/** An empty filter, as a form sends it, is no filter. */
const blank = <T extends z.ZodType>(schema: T) => z.union([z.literal('').transform(() => undefined), schema]).optional()

/** Programs ask for so many at most: an empty one is a variable that was not set. */
const limit = (most: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .pipe(z.number().max(most))
    .optional()

const shape = {
  purpose: code,
  from: blank(date),
  to: blank(date),
  family: blank(z.enum(families.map((family) => family.code) as [string, ...string[]])),
  agency: blank(code),
  limit: limit(MOST_LIMIT),
  cursor: blank(z.string().max(4096)),
  justification: blank(z.string().max(4096)),
}
const timeline = z.strictObject(shape)
const stream = timeline.omit({ limit: true, cursor: true })
const pattern = stream.omit({ family: true, agency: true })
const readers = pattern.omit({ justification: true })
const purposeOnly = z.strictObject({ purpose: code })
const oneCase = z.strictObject({ purpose: code, justification: blank(z.string().max(4096)) })
const list = z.strictObject({ after: blank(z.string().max(4096)), limit: limit(MOST_LIST_LIMIT) })

const RECEIPT_STATUSES = ['accepted', 'repeated', 'rejected', 'held'] as const
/** Programs ask: an empty filter is a variable that was not set, and no wish for everything. */
const receipts = list.extend({ event_id: z.string().refine(isUuid).optional(), status: z.enum(RECEIPT_STATUSES).optional() })

const FORMS: Readonly<Record<string, string>> = {
  purpose: 'State one purpose, by its code.',
  from: 'One date as YYYY-MM-DD.',
  to: 'One date as YYYY-MM-DD.',
  family: `One family of event types, by its code: ${families.map((family) => `${family.code} (${family.label})`).join(', ')}.`,
  agency: 'One agency, by its id: lower-case letters, digits, - and _, as items have it in agency.id.',
  limit: `A whole number from 1 to ${MOST_LIMIT}; in lists other than timelines to ${MOST_LIST_LIMIT}.`,
  cursor: 'The cursor that the last page gave, with the same filters.',
  after: 'The cursor that the last page gave.',
  justification: 'The id of a justification.',
  event_id: 'The id of one event, as it was sent: a UUID in lower case.',
  status: `One of ${RECEIPT_STATUSES.join(', ')}.`,
}

/** Query parameters that are wrong. An array (a parameter given twice) is wrong everywhere. */
function queryErrors(error: z.ZodError): readonly FieldError[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? [
          {
            pointer: '/query',
            code: 'unknown-parameter',
            detail: 'There is a parameter that this address does not have. See /openapi.json.',
          },
        ]
      : [
          {
            pointer: `/query/${String(issue.path[0] ?? '')}`,
            code: 'wrong-format',
            detail: FORMS[String(issue.path[0])] ?? 'See /openapi.json.',
          },
        ],
  )
}

const BACKWARDS: readonly FieldError[] = [
  { pointer: '/query/from', code: 'wrong-format', detail: 'from must not be after to: give the first day as from and the last as to.' },
]

/** What was parsed, where its days are in order. Days of one form are in the order of their letters. */
const inOrder = <Query extends { readonly from?: string; readonly to?: string }>(value: Query): Result<Query> =>
  value.from !== undefined && value.to !== undefined && value.from > value.to ? { ok: false, errors: BACKWARDS } : { ok: true, value }

const CURSOR_ERRORS = {
  'unknown-cursor': { code: 'wrong-cursor', detail: FORMS.cursor ?? '' },
  'cursor-gone': { code: 'cursor-gone', detail: 'Leave it out, and begin again with the oldest that is kept.' },
} as const
/** The answer to a cursor that is not of this list, or whose place in it is gone. */
export const cursorErrors = (parameter: 'cursor' | 'after', why: keyof typeof CURSOR_ERRORS = 'unknown-cursor'): readonly FieldError[] => [
  { pointer: `/query/${parameter}`, ...CURSOR_ERRORS[why] },
]

const without = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }

/** Parses the query of a timeline. */
export function timelineQuery(query: unknown): Result<TimelineQuery> {
  const result = timeline.safeParse(query)
  return result.success
    ? inOrder({ ...without(result.data), limit: result.data.limit ?? DEFAULT_LIMIT })
    : { ok: false, errors: queryErrors(result.error) }
}

/** Parses the query of a timeline that is followed. */
export function streamQuery(query: unknown): Result<StreamQuery> {
  const result = stream.safeParse(query)
  return result.success ? inOrder(without(result.data)) : { ok: false, errors: queryErrors(result.error) }
}

/** Parses the query of a pattern. */
export function patternQuery(query: unknown): Result<PatternQuery> {
  const result = pattern.safeParse(query)
  return result.success ? inOrder(without(result.data)) : { ok: false, errors: queryErrors(result.error) }
}

/** Parses the query of who read a case. */
export function readersQuery(query: unknown): Result<ReadersQuery> {
  const result = readers.safeParse(query)
  return result.success ? inOrder(without(result.data)) : { ok: false, errors: queryErrors(result.error) }
}

/** Parses the query of one case. */
export function caseQuery(query: unknown): Result<CaseQuery> {
  const result = oneCase.safeParse(query)
  return result.success ? { ok: true, value: without(result.data) } : { ok: false, errors: queryErrors(result.error) }
}

/** Parses a query that has a purpose only. */
export function purposeQuery(query: unknown): Result<{ readonly purpose: string }> {
  const result = purposeOnly.safeParse(query)
  return result.success ? { ok: true, value: result.data } : { ok: false, errors: queryErrors(result.error) }
}

/** Receipts, as asked for. */
export interface ReceiptsQuery {
  readonly after?: string
  readonly limit: number
  /** Of one event. */
  readonly event_id?: string
  readonly status?: (typeof RECEIPT_STATUSES)[number]
}

/** Parses the query of receipts. */
export function receiptsQuery(query: unknown): Result<ReceiptsQuery> {
  const result = receipts.safeParse(query)
  return result.success
    ? { ok: true, value: { ...without(result.data), limit: result.data.limit ?? DEFAULT_LIMIT } }
    : { ok: false, errors: queryErrors(result.error) }
}

/** Parses the query of a list that is paged by `after`. */
export function listQuery(query: unknown): Result<{ readonly after?: string; readonly limit: number }> {
  const result = list.safeParse(query)
  return result.success
    ? { ok: true, value: { ...without(result.data), limit: result.data.limit ?? DEFAULT_LIMIT } }
    : { ok: false, errors: queryErrors(result.error) }
}
