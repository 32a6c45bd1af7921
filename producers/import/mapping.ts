import { z } from 'zod'
import type { FieldError, Result } from '../../schemas/codec/errors.ts'
import { compileDatePattern } from './dates.ts'
import { ENCODINGS } from './encoding.ts'
import { within } from './mapping-pointer.ts'

const isPattern = (pattern: string): boolean => compileDatePattern(pattern) !== undefined
const pattern = z.string().refine(isPattern, 'Write a date as dd/MM/yyyy, with HH:mm or HH:mm:ss where it has a time; or iso.')
const pointer = z
  .string()
  .regex(/^\/data\/[a-z_]+(\/([a-z_]+|\d|1\d))*$/, 'A JSON Pointer into the event, for example /data/details/tactics.')
const columns = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])
const scalar = z.union([z.string(), z.number(), z.boolean()])
const code = z.string().regex(/\S/, 'An empty code: write one, or leave the line out.')
const codes = z.record(code, code)
/** Texts of cells that mean nothing is known, as your system writes them; case counts. */
const empty = z.array(z.string().regex(/\S/, 'An empty cell is empty by itself.'))

/** When a rule applies: to events of these types, to rows that have one of these values in a column. */
const conditions = {
  types: z.array(z.string()).min(1).optional(),
  when: z.strictObject({ column: z.string().min(1), in: z.array(z.string()).min(1) }).optional(),
}
const date = z.strictObject({
  column: z.string().min(1),
  patterns: z.array(pattern).min(1),
  time: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .optional(),
})

const constant = z.strictObject({ to: pointer, value: z.union([scalar, z.array(scalar)]), ...conditions })
const fromColumn = z
  .strictObject({
    to: pointer,
    column: columns,
    required: z.boolean().optional(),
    separator: z.string().min(1).optional(),
    form: z.enum(['text', 'code', 'date', 'date-time', 'integer', 'number', 'boolean', 'event-id']).optional(),
    /** In place of the file's: `[]` where such a text may be a name. */
    empty: empty.optional(),
    /** Of an event id: the type of the event that the reference is of; absent: the row's own. */
    of: z.string().optional(),
    codes: codes.optional(),
    patterns: z.array(pattern).min(1).optional(),
    true: z.array(z.string()).min(1).optional(),
    false: z.array(z.string()).min(1).optional(),
    ...conditions,
  })
  .refine(
    ({ form, codes: table }) => (form === 'code') === (table !== undefined),
    'A code needs its table in codes, and nothing else has one.',
  )
  .refine(
    ({ form, patterns }) => (form === 'date' || form === 'date-time') === (patterns !== undefined),
    'A date needs patterns, and nothing else has them.',
  )
  .refine(
    ({ form, true: yes, false: no }) => (form === 'boolean') === (yes !== undefined && no !== undefined),
    'A boolean needs what is true and what is false, and nothing else has them.',
  )
  .refine(({ form, of }) => of === undefined || form === 'event-id', 'Only an event id is of a type.')
  .refine(
    ({ form, separator, column }) => form !== 'event-id' || separator === undefined || typeof column === 'string',
    'A list of event ids comes from one column.',
  )

const mappingForm = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  version: z.int().min(1),
  description: z.string().min(1),
  source: z.strictObject({
    format: z.enum(['csv', 'jsonl']),
    delimiter: z.string().length(1).default(','),
    encoding: z.enum(ENCODINGS).default('utf8'),
    empty: empty.optional(),
  }),
  system: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/),
  record: z.strictObject({ column: columns }),
  type: z.union([
    z.string(),
    z.strictObject({
      column: z.string().min(1),
      codes,
      /** Codes of rows that are no event of this agency, and why. */
      left_out: z.record(code, z.string().min(1)).optional(),
    }),
  ]),
  recorded_at: date,
  occurred: z.strictObject({ from: date.omit({ time: true }), until: date.omit({ time: true }).optional() }),
  fields: z.array(z.union([constant, fromColumn])).min(1),
})

/** How rows of an agency's file become events. See docs/reference/mapping.md. */
export type Mapping = z.infer<typeof mappingForm>
export type FieldRule = Mapping['fields'][number]
export type ColumnRule = z.infer<typeof fromColumn>
export type DateRule = z.infer<typeof date>

/** How far a value is from a form: members that it has too many count each. */
const distance = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0)

const flatten = (issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] => {
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => ({ ...inner, path: issue.path }))
  const branches = issue.code === 'invalid_union' ? issue.errors : []
  const closest = branches.toSorted((one, other) => distance(one) - distance(other))[0]
  return closest === undefined || closest.length === 0
    ? [issue]
    : closest.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] }))
}

/** Reads a mapping from its JSON. Errors name the pointer in the mapping; a mapping is no personal data. */
export function parseMapping(value: unknown): Result<Mapping> {
  const parsed = mappingForm.safeParse(value)
  if (parsed.success) return { ok: true, value: parsed.data }
  const errors = parsed.error.issues.flatMap(flatten).map((issue): FieldError => ({
    pointer: issue.path.reduce<string>((at, part) => within(at, String(part)), ''),
    code: 'wrong-format',
    detail: issue.message,
  }))
  return { ok: false, errors }
}

/** Every column that a mapping reads. */
export function columnsOf({ record, type, recorded_at: recordedAt, occurred, fields }: Mapping): readonly string[] {
  const ofField = (field: FieldRule): readonly string[] => [
    ...('column' in field ? [field.column].flat() : []),
    ...(field.when === undefined ? [] : [field.when.column]),
  ]
  return [
    ...new Set([
      ...[record.column].flat(),
      ...(typeof type === 'string' ? [] : [type.column]),
      recordedAt.column,
      occurred.from.column,
      ...(occurred.until === undefined ? [] : [occurred.until.column]),
      ...fields.flatMap(ofField),
    ]),
  ]
}
