import { z } from 'zod'
import { RECALL_STEPS, type RecallAnswer, type RecallStep } from '../../../core/access-log/recall-answer.ts'
import type { FieldError, Result } from '../../../schemas/codec/errors.ts'

const steps = Object.keys(RECALL_STEPS) as [RecallStep, ...RecallStep[]]
const body = z.strictObject({ acted: z.enum(['yes', 'no']), step: z.enum(steps).optional() })

const FORMS: Readonly<Record<string, string>> = {
  acted: 'yes or no: whether you acted on the entry.',
  step: `Leave it out, or give one of: ${steps.join(', ')}.`,
}

/** The names of our own fields only: a key that was submitted is not said back. */
const errorOf = ({ path: [field] }: { readonly path: readonly PropertyKey[] }): FieldError => {
  const known = typeof field === 'string' && field in FORMS ? field : undefined
  return {
    pointer: known === undefined ? '' : `/${known}`,
    code: 'wrong-format',
    detail: known === undefined ? 'Give acted, and step if you like.' : (FORMS[known] ?? ''),
  }
}

/** An answer from its fields, with everything that is wrong. */
export function recallAnswer(recall: string, value: unknown): Result<RecallAnswer> {
  const result = body.safeParse(value)
  if (!result.success) return { ok: false, errors: result.error.issues.map(errorOf) }
  const { acted, step } = result.data
  return { ok: true, value: { recall, acted, ...(step === undefined ? {} : { step }) } }
}
