import { z } from 'zod'
import type { FieldError, Result } from '../../../schemas/codec/errors.ts'
import { ALERT_OUTCOMES, type AlertOutcome } from '../../../core/alerts/told.ts'
import { checkedBody } from '../checked-body.ts'
import { REASON_FORM, reasonField } from '../reason-field.ts'

const OUTCOMES = Object.keys(ALERT_OUTCOMES) as [AlertOutcome, ...AlertOutcome[]]
const closing = z.strictObject({ outcome: z.enum(OUTCOMES), reason: reasonField })

/** A body that closes an alert. */
export const closingBody = (value: unknown): Result<z.infer<typeof closing>> =>
  checkedBody(closing, { outcome: `One of: ${OUTCOMES.join(', ')}.`, reason: REASON_FORM }, value)

const STATES = ['open', 'closed'] as const
const query = z.strictObject({
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  state: z.enum(STATES).optional(),
})

const FORMS: Readonly<Record<string, FieldError>> = {
  limit: { pointer: '/limit', code: 'wrong-format', detail: 'A whole number from 1 to 1000.' },
  state: { pointer: '/state', code: 'wrong-format', detail: `One of: ${STATES.join(', ')}; leave it out for both.` },
}
const OTHER: FieldError = { pointer: '', code: 'wrong-format', detail: 'Give after, limit and state, each once, and nothing else.' }

/** The query of the list of alerts. */
export function alertsQuery(given: unknown): Result<z.infer<typeof query>> {
  const result = query.safeParse(given)
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, errors: result.error.issues.map(({ path: [field] }) => FORMS[String(field)] ?? OTHER) }
}
