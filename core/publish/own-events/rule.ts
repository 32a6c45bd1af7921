import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import type { KnownStatement } from './statement.ts'

/** An own event that an id means. */
export interface MeantEvent {
  /** Empty where it is not known. */
  readonly type: string
  /** What it says; undefined of other types, and of events of before statements were kept. */
  readonly statement: KnownStatement | undefined
}

/** An event beside what its agency published before it, in a case or waiting. */
export interface OwnPast {
  readonly event: AgencyEvent
  /** Code of agency_type of the publisher. */
  readonly publisherKind: string
  /** The own events that an id means: those of the event's own system, else of its agency. */
  readonly meant: (id: string) => readonly MeantEvent[]
  /** Own statements of a type about the event's proceeding of a kind, withdrawn and replaced ones among them. */
  readonly said: (type: string, kind: string) => readonly KnownStatement[]
  /** True of a statement that its agency has neither withdrawn nor replaced. */
  readonly stands: (statement: KnownStatement) => boolean
}

/** What is wrong by the publisher's own events. */
export interface OwnVerdict {
  /** Why it is refused: what its agency published shows it wrong. */
  readonly errors: readonly FieldError[]
  /** What is kept, and its sender may want to put right. */
  readonly warnings: readonly FieldError[]
}

/**
 * A rule over an event and what its agency published before. Pure. INVARIANT: it asks for nothing of another agency, nor whether anything is in a case: the answer would
 * tell who is known. What another agency may have published is no reason to refuse.
 */
export type OwnRule = (past: OwnPast) => OwnVerdict

export const HOLDS: OwnVerdict = { errors: [], warnings: [] }
