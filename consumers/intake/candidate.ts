import type { Publisher } from '../../core/case/index-part.ts'
import type { Evidence } from '../../core/linking/evidence.ts'
import type { OwnStatement } from '../../core/publish/own-events/statement.ts'
import type { InboxPosition } from '../../core/publish/receipt-id.ts'
import type { EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'

/** An event that holds alone: what is left is whose it is. */
export interface Candidate {
  readonly inbox: InboxPosition
  /** Append time of the inbox, milliseconds since the Unix epoch. */
  readonly publishedAt: number
  readonly schema: EventSchema
  readonly event: AgencyEvent
  readonly evidence: Evidence
  /** What it says by which later events of its agency are judged; null where no rule asks. */
  readonly states: OwnStatement | null
  /** Kind and areas of the agency now: they are kept with the event. */
  readonly publisher: Publisher
  readonly digest: string
  /** The digest as an earlier release made it; absent of an event that waited. */
  readonly digestBefore?: () => string
  /** The event in Confluent wire format, in its canonical form. */
  readonly wire: Buffer
  /** Fingerprint of the writer schema, hex. */
  readonly fingerprint: string
  /** What its sender may want to put right; the event is kept as it is. */
  readonly warnings: readonly FieldError[]
  /** What its sender has to confirm; empty when there is nothing, or it is confirmed. */
  readonly held: readonly FieldError[]
  /** True of the bus operator, who may correct, retract and erase for any agency. */
  readonly forAll: boolean
  /** True when it waited in unlinked.events until now. */
  readonly waited: boolean
  /** W3C Trace Context that goes on into its case log; absent where it is not traced. */
  readonly traceparent?: string
}

/** An inbox record that is no acceptable event. */
export interface Refused {
  readonly inbox: InboxPosition
  /** Append time of the inbox, milliseconds since the Unix epoch. */
  readonly publishedAt: number
  /** What its headers say, where they have the form of it (see reported-attributes.ts). */
  readonly reported: { readonly source: string | null; readonly event_id: string | null; readonly type: string | null }
  readonly errors: readonly FieldError[]
}

export type Judged = { readonly kind: 'candidate'; readonly candidate: Candidate } | { readonly kind: 'refused'; readonly refused: Refused }
