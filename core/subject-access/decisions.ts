import type { FieldError } from '../../schemas/codec/errors.ts'
import type { Proposal } from './proposals.ts'

/** A field of a pack with what the data protection officer decided of it. */
export interface DecidedField {
  /** Number of its event and its place in it, such as `3/details/description`. */
  readonly ref: string
  readonly proposal: Proposal
  /** Null: not decided yet. What is proposed to be given may be left out, too. */
  readonly decision: 'give' | 'leave_out' | null
  readonly reason: string
}

const LEAST_REASON = 20
const MOST_REASON = 500

/** Whether a field goes into the pack. */
export const isGiven = ({ proposal, decision }: DecidedField): boolean =>
  proposal === 'P' ? decision === 'give' : decision !== 'leave_out'

const error = (ref: string, code: string, detail: string): FieldError => ({ pointer: `/${ref}`, code, detail })

/**
 * What is wrong with the decisions of a pack: each field that is to be weighed has a decision with a reason, and so has what is left out against the proposal. None: it
 * may be approved. Pure.
 */
export function decisionErrors(fields: readonly DecidedField[]): readonly FieldError[] {
  return fields.flatMap(({ ref, proposal, decision, reason }) => {
    if (proposal === 'P' && decision === null)
      return [error(ref, 'not-decided', 'Decide "give" or "leave_out": whose data is it, did they agree, is it reasonable without?')]
    const needsReason = proposal === 'P' || decision === 'leave_out'
    if (needsReason && (reason.trim().length < LEAST_REASON || reason.length > MOST_REASON))
      return [error(ref, 'no-reason', `Give the reason, in ${String(LEAST_REASON)} to ${String(MOST_REASON)} characters.`)]
    return []
  })
}
