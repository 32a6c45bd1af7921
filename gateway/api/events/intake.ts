import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'

/** What the checks of the event alone say. `held`: fields for which it will wait for its sender to confirm that it may be shared as it is. */
export type Verdict =
  | { readonly status: 'accepted', readonly event: AgencyEvent, readonly held: readonly FieldError[] }
  | { readonly status: 'rejected', readonly errors: readonly FieldError[] }

/** The door to an agency's inbox. */
export interface Inbox {
  /** Judges a value alone, as intake will; nothing is kept. `agency`: whom the credential belongs to. */
  readonly judge: (value: unknown) => Verdict
  /** Appends events to the inbox in one go; receipt ids in their order, when durable. */
  readonly append: (events: readonly AgencyEvent[]) => Promise<readonly string[]>
}

/** The inbox of an agency as it now stands in the control log. Throws the 403 problem for an agency that is not registered. */
export type OpenInbox = (agency: string) => Promise<Inbox>
