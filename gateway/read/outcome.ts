import type { FieldError } from '../../schemas/codec/errors.ts'
import type { Outcome } from '../../policy/decide/decision.ts'

/** Why a read, or a step beyond a read, was refused. */
export type RefusalCode =
  | 'not-found'
  | 'deny_role_purpose'
  | 'deny_channel'
  | 'deny_justification'
  | 'deny_allocation'
  | 'deny_approval'
  | 'deny_break_glass'
  | 'second-person'
  | 'suppressed'
  | 'not-oversight'
  | 'own-reads'
  | 'too-many-today'
  | 'invalid-request'
  | 'unknown-cursor'
  | 'not-recorded'

/** What a read came to: what to show, with the id of its access record, or the refusal (which is on record too). */
export type ReadResult<T> =
  { readonly ok: true; readonly value: T; readonly record: string } | { readonly ok: false; readonly problem: RefusalCode }

/** The answer to a refusal. A block, a role conflict, no link and no such case are one and the same. */
export const REFUSALS: Readonly<Record<Exclude<Outcome, 'permit'>, RefusalCode>> = {
  not_found: 'not-found',
  deny_role_conflict: 'not-found',
  deny_role_purpose: 'deny_role_purpose',
  deny_channel: 'deny_channel',
  deny_justification: 'deny_justification',
  deny_second_opening: 'second-person',
  deny_allocation: 'deny_allocation',
  suppressed: 'suppressed',
}

/** The result of a read that is on record: its value, or the refusal. */
export const resultOf = <T>(outcome: Outcome, record: string, value: () => T): ReadResult<T> =>
  outcome === 'permit' ? { ok: true, record, value: value() } : { ok: false, problem: REFUSALS[outcome] }

/** What a refusal says besides its code. */
interface RefusalDetails {
  /** Each part of the request that is wrong. */
  readonly errors?: readonly FieldError[]
  /** After how many seconds it may be tried again. */
  readonly retryAfter?: number
  readonly cause?: unknown
}

/** A request that was refused before anything was decided of a case, or whose read could not be put on record. It is on record itself, where it can be. */
export class ReadRefused extends Error {
  readonly code: RefusalCode
  readonly details: Omit<RefusalDetails, 'cause'>
  constructor(code: RefusalCode, { cause, ...details }: RefusalDetails = {}) {
    super(`A read was refused: ${code}`, cause === undefined ? undefined : { cause })
    this.name = 'ReadRefused'
    this.code = code
    this.details = details
  }
}
