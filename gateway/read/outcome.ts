import type { ProblemCode } from '../api/problem.ts'
import type { Outcome } from '../../policy/decide/decision.ts'

/** What a read came to: what to show, with the id of its access record, or the refusal (which is on record too). */
export type ReadResult<T> =
  { readonly ok: true; readonly value: T; readonly record: string } | { readonly ok: false; readonly problem: ProblemCode }

/** The answer to a refusal. A block, a role conflict, no link and no such case are one 404. */
export const REFUSALS: Readonly<Record<Exclude<Outcome, 'permit'>, ProblemCode>> = {
  not_found: 'not-found',
  deny_role_conflict: 'not-found',
  deny_role_purpose: 'deny_role_purpose',
  deny_channel: 'deny_channel',
  deny_justification: 'deny_justification',
  deny_second_opening: 'second-person',
  deny_allocation: 'deny_allocation',
  suppressed: 'suppressed',
}
