import { z } from 'zod'
import type { Result } from '../../../schemas/codec/errors.ts'
import { purposes } from '../../../schemas/generated/codes.ts'
import { PROCEEDING_KINDS } from '../../step-up/allocations/about.ts'
import { checkedBody } from '../checked-body.ts'
import { plainText } from '../plain-text.ts'
import { REASON_FORM, reasonField } from '../reason-field.ts'

const number = z.strictObject({
  scheme: z.enum(['PNC', 'CRN', 'NOMIS', 'NHS', 'NINO']),
  value: plainText().min(1).max(64),
  birth_date: z.iso.date(),
})
const worker = {
  worker: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}:[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/),
  role: z.string().regex(/^[a-z][a-z_]{0,63}$/),
  purpose: z.enum(purposes),
  until: z.iso.date(),
}
const shapes = {
  allocation: z.strictObject({ ...worker, event: z.string().regex(/^[A-Za-z0-9_-]{22}$/), reason: reasonField }),
  end: z.strictObject({ reason: reasonField }),
  request: z.strictObject({
    ...worker,
    about: z.union([number, z.strictObject({ kind: z.enum(PROCEEDING_KINDS), id: plainText().min(1).max(200) })]),
    reason: reasonField,
  }),
  approval: z.strictObject({ request: z.string().max(4096), reason: reasonField }),
  desk: z.strictObject({ about: number, number: plainText().trim().min(3).max(64) }),
}
type Shapes = typeof shapes

const FORMS: Readonly<Record<string, string>> = {
  worker: 'Name the worker, as <agency>:<staff id>.',
  role: 'Give the role in which they work on the case, for example idva.',
  purpose: 'Give the one purpose for which they read it: a code of the list purpose.',
  until: 'Give the last day, for example 2026-03-09.',
  event: 'Give the id of an event of your timeline that names the one adult whose case it is.',
  reason: REASON_FORM,
  about: `Give kind (${PROCEEDING_KINDS.join(', ')}) and id of the proceeding, or scheme (PNC, CRN, NOMIS, NHS, NINO), value and birth_date of the man.`,
  request: 'Give the request as a colleague of your agency got it.',
  number: 'Give the custody, crime or DVDS number, in 3 to 64 characters.',
}

/** A body of an allocation, with everything that is wrong. */
export const allocationBody = <Form extends keyof Shapes>(form: Form, value: unknown): Result<z.infer<Shapes[Form]>> =>
  checkedBody(shapes[form], FORMS, value)
