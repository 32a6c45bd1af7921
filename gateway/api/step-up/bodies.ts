import { z } from 'zod'
import { identifierForms, isValidIdentifier } from '../../../core/linking/identifiers.ts'
import type { FieldError, Result } from '../../../schemas/codec/errors.ts'
import { breakGlassOutcomes, classCodes, purposes } from '../../../schemas/generated/codes.ts'
import { MOST_DAYS } from '../../step-up/approvals.ts'
import { checkedBody } from '../checked-body.ts'
import { plainText } from '../plain-text.ts'
import { REASON_FORM, reasonField } from '../reason-field.ts'

const shapes = {
  justification: z.strictObject({ words: reasonField }),
  breakGlass: z.strictObject({ reason: reasonField }),
  approval: z.strictObject({
    asker: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}:[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/),
    class: z.enum(classCodes),
    purpose: z.enum(purposes),
    days: z.int().min(1).max(MOST_DAYS),
    reason: reasonField,
  }),
  lookup: z.strictObject({
    scheme: z.enum(['PNC', 'CRN', 'NOMIS', 'NHS', 'NINO']),
    value: plainText().min(1).max(64),
    birth_date: z.iso.date(),
    reason: reasonField,
  }),
  allowance: z.strictObject({ reason: reasonField }),
  review: z.strictObject({ outcome: z.enum(breakGlassOutcomes), note: reasonField }),
}
type Shapes = typeof shapes

const FORMS: Readonly<Record<string, string>> = {
  words: REASON_FORM,
  reason: REASON_FORM,
  note: REASON_FORM,
  asker: 'Name who asked, as <agency>:<staff id>.',
  class: 'Give a code of sensitivity_class, for example TACTIC.',
  purpose: 'Give the purpose for which it is opened: a code of the list purpose.',
  days: `Say for how many days: a whole number from 1 to ${String(MOST_DAYS)}.`,
  scheme: 'Give the kind of identifier: PNC, CRN, NOMIS, NHS or NINO.',
  value: 'Give the identifier, in 1 to 64 characters.',
  birth_date: 'Give the date of birth, for example 1984-03-09.',
  outcome: `Say what you found, as one of: ${breakGlassOutcomes.join(', ')}.`,
}

/** What is wrong with a number that no person can have: a sign too many, or a check digit that does not fit. Nothing where that cannot be said. Tells nothing of anybody. */
function wrongNumber(fields: unknown): readonly FieldError[] {
  const { scheme, value } = fields as Readonly<Record<string, unknown>>
  const form = typeof scheme === 'string' ? identifierForms.get(scheme) : undefined
  if (typeof scheme !== 'string' || typeof value !== 'string' || form === undefined || isValidIdentifier(scheme, value)) return []
  const detail = `Nobody can have this number: ${form}. Look for a digit or letter that was mistyped.`
  return [{ pointer: '/value', code: 'wrong-format', detail }]
}

/** A body of one of the forms, with everything that is wrong. The names of our own fields only: a key that was submitted is not said back. */
export function stepUpBody<Form extends keyof Shapes>(form: Form, value: unknown): Result<z.infer<Shapes[Form]>> {
  const body: Result<z.infer<Shapes[Form]>> = checkedBody(shapes[form], FORMS, value)
  const errors = body.ok ? [] : body.errors
  const known = form === 'lookup' && !errors.some(({ pointer }) => pointer === '' || pointer === '/value') ? wrongNumber(value) : []
  return known.length === 0 ? body : { ok: false, errors: [...errors, ...known] }
}
