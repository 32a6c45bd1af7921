import { z } from 'zod'
import type { FieldError, Result } from '../../../schemas/codec/errors.ts'
import { isUuid } from '../../../schemas/codec/formats.ts'

/** Which leaf is to be proved: a record's or the one at an index, in the newest checkpoint or in the tree of `size` leaves. */
export interface InclusionQuery {
  readonly record?: string | undefined
  readonly index?: number | undefined
  readonly size?: number | undefined
}

/** Two sizes of the log. */
export interface ConsistencyQuery {
  readonly from: number
  readonly to: number
}

const count = z
  .string()
  .regex(/^(0|[1-9]\d{0,15})$/)
  .transform(Number)
  .pipe(z.number().max(Number.MAX_SAFE_INTEGER))

const inclusion = z
  .strictObject({ record: z.string().refine(isUuid).optional(), index: count.optional(), size: count.optional() })
  .refine(({ record, index }) => (record === undefined) !== (index === undefined), { path: ['record'] })
const consistency = z.strictObject({ from: count, to: count }).refine(({ from, to }) => from <= to, { path: ['from'] })

const FORMS: Readonly<Record<string, string>> = {
  record: 'Give either record, the id of an access record, or index, a whole number from 0.',
  index: 'A whole number from 0: the index of a leaf.',
  size: 'A whole number: the leaves of a tree that the log has had.',
  from: 'A whole number from 0, not greater than to: the leaves of the first tree.',
  to: 'A whole number, not greater than the size of the newest checkpoint: the leaves of the second tree.',
}

/** Says of each parameter what would be right. A name that was submitted is not said back. */
function errorsOf({ issues }: z.ZodError): readonly FieldError[] {
  const names = [...new Set(issues.map(({ path: [name] }) => (typeof name === 'string' ? name : '')))]
  return names.map((name) => ({
    pointer: name === '' ? '' : `/${name}`,
    code: 'wrong-format',
    detail: FORMS[name] ?? `Send these parameters only, each once: ${Object.keys(FORMS).join(', ')}.`,
  }))
}

const result = <T>(parsed: z.ZodSafeParseResult<T>): Result<T> =>
  parsed.success ? { ok: true, value: parsed.data } : { ok: false, errors: errorsOf(parsed.error) }

/** Reads what is asked for; an error names each parameter that is wrong. */
export const inclusionQuery = (query: unknown): Result<InclusionQuery> => result(inclusion.safeParse(query))

/** Reads what is asked for; an error names each parameter that is wrong. */
export const consistencyQuery = (query: unknown): Result<ConsistencyQuery> => result(consistency.safeParse(query))

/** The error of a parameter whose number the log does not have. */
export const beyondLog = (name: 'index' | 'size' | 'to'): readonly FieldError[] => [
  { pointer: `/${name}`, code: 'too-large', detail: 'The newest signed checkpoint does not go so far.' },
]
