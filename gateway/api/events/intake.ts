import type { Judgement } from '../../../core/publish/judge-value.ts'
import type { InboxKind } from '../../../infra/event-log/topics.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import type { Effect } from './in-force.ts'

/** The way into an agency's inbox. */
export interface Inbox {
  /** Judges a value alone, as intake will; nothing is kept. `agency`: whom the credential belongs to. */
  readonly judge: (value: unknown) => Judgement
  /** Appends events to the inbox of live events or of imports in one go; what was kept in their order, when durable. `traceparent`: of the span that appends them. */
  readonly append: (events: readonly AgencyEvent[], kind: InboxKind, traceparent?: string) => Promise<readonly Kept[]>
}

/** An event that is durable. */
export interface Kept {
  /** Id of its receipt. */
  readonly receipt: string
  /** Of an event that takes effect for readers: whether it is in force. Absent for any other, and for imports. */
  readonly inForce?: Effect
  /** What is said with `not_told`. */
  readonly words?: string
}

/** The inbox of an agency as it now stands in the control log. Throws the 403 problem for an agency that is not registered. */
export type OpenInbox = (agency: AgencyId) => Promise<Inbox>
