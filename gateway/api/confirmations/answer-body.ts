import { z } from 'zod'
import type { Result } from '../../../schemas/codec/errors.ts'
import { checkedBody } from '../checked-body.ts'
import { REASON_FORM, reasonField } from '../reason-field.ts'

/** Answers to a line, or to an answer. */
export const ANSWERS = ['confirmed', 'ended', 'retracted'] as const

const shape = z.strictObject({ answer: z.enum(ANSWERS), reason: reasonField })
const FORMS = {
  answer: `Say one of: ${ANSWERS.join(', ')}.`,
  reason: REASON_FORM,
}

/** The body of an answer, with everything that is wrong. */
export const confirmationBody = (value: unknown): Result<z.infer<typeof shape>> => checkedBody(shape, FORMS, value)
