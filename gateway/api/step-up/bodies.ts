import { z } from 'zod'
import type { Result } from '../../../schemas/codec/errors.ts'
import { breakGlassOutcomes, classCodes, purposes } from '../../../schemas/generated/codes.ts'
import { checkedBody } from '../checked-body.ts'
import { MOST_DAYS } from '../../step-up/approvals.ts'

/** Fewest and most characters of what has to be said in words. */
export const LEAST_WORDS = 40
export const MOST_WORDS = 4_000

const words = z.string().trim().refine((text) => [...text].length >= LEAST_WORDS && text.length <= MOST_WORDS)
const shapes = {
  justification: z.strictObject({ words }),
  breakGlass: z.strictObject({ reason: words }),
  approval: z.strictObject({
    asker: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}:[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/), class: z.enum(classCodes), purpose: z.enum(purposes),
    days: z.int().min(1).max(MOST_DAYS), reason: words,
  }),
  lookup: z.strictObject({ scheme: z.enum(['PNC', 'CRN', 'NOMIS', 'NHS', 'NINO']), value: z.string().min(1).max(64), birth_date: z.iso.date() }),
  review: z.strictObject({ outcome: z.enum(breakGlassOutcomes), note: words }),
}
type Shapes = typeof shapes

const WORDS = `Say it in words, of ${String(LEAST_WORDS)} to ${String(MOST_WORDS)} characters.`
const FORMS: Readonly<Record<string, string>> = {
  words: WORDS, reason: WORDS, note: WORDS,
  asker: 'Name who asked, as <agency>:<staff id>.',
  class: 'Give a code of sensitivity_class, for example TACTIC.',
  purpose: 'Give the purpose for which it is opened: a code of the list purpose.',
  days: `Say for how many days: a whole number from 1 to ${String(MOST_DAYS)}.`,
  scheme: 'Give the kind of identifier: PNC, CRN, NOMIS, NHS or NINO.',
  value: 'Give the identifier, in 1 to 64 characters.',
  birth_date: 'Give the date of birth, for example 1984-03-09.',
  outcome: `Say what you found, as one of: ${breakGlassOutcomes.join(', ')}.`,
}

/** A body of one of the forms, with everything that is wrong. The names of our own fields only: a key that was submitted is not said back. */
export function stepUpBody<Form extends keyof Shapes>(form: Form, value: unknown): Result<z.infer<Shapes[Form]>> {
  return checkedBody(shapes[form], FORMS, value)
}
