import type { FieldError } from '../../schemas/codec/errors.ts'

/**
 * - `invalid`: the event would be refused; `errors` lists everything that is wrong with it
 * - `conflict`: another event with the same source and id waits in the outbox
 * - `locked`: another process has the outbox open
 * - `address`: the address of the service is not one that events may be sent to
 * - `sign-in`: the service does not take the key, or it is none
 * - `refused`: the service answered a request for receipts with an error
 * - `cursor-gone`: receipts after that cursor are not all kept any more; begin again without one
 * - `outbox`: the outbox cannot be read or written
 * - `closed`: the client is closed
 */
export type AgencyClientErrorCode =
  'invalid' | 'conflict' | 'locked' | 'address' | 'sign-in' | 'refused' | 'cursor-gone' | 'outbox' | 'closed'

export const CURSOR_GONE =
  'What came after that cursor is not all kept any more: begin again without a cursor, with the oldest receipts that are kept.'

/** What the client rejects with. Its message holds nothing of an event. */
export class AgencyClientError extends Error {
  readonly code: AgencyClientErrorCode
  /** Everything that is wrong with the event; empty but for `invalid`. */
  readonly errors: readonly FieldError[]
  constructor(code: AgencyClientErrorCode, message: string, options?: ErrorOptions & { readonly errors?: readonly FieldError[] }) {
    super(message, options)
    this.name = 'AgencyClientError'
    this.code = code
    this.errors = options?.errors ?? []
  }
}
