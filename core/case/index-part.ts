/** The clear index part of a case.events record, as schemas/records/case-event.avsc has it (Avro's field names). */
export interface IndexPart {
  readonly event_id: string
  readonly agency: string
  readonly system: string
  readonly type: string
  readonly schema: string
  readonly case_log: string
  readonly epoch: number
  readonly occurred: { readonly from: string; readonly until: string | null; readonly precision: string }
  readonly recorded_at: string
  readonly published_at: string
  readonly subject: string
  readonly harmed: readonly HarmedEntry[]
  readonly basis: string
  readonly verification: string
  readonly perp_knows: string
  readonly purposes_permitted: readonly string[] | null
  readonly embargo_until: string | null
  readonly corrects: string | null
  readonly references: readonly string[]
  /** `ended`: the event says that the proceeding is over; absent in events of before it was kept. */
  readonly proceedings: readonly { readonly kind: string; readonly token: string; readonly ended?: boolean }[]
  readonly raised: readonly { readonly field: string; readonly class: string }[]
  readonly facts: readonly { readonly field: string; readonly values: readonly string[] }[]
  /** Null in system events. */
  readonly inbox: { readonly topic: string; readonly partition: number; readonly offset: number } | null
  /** What intake warned of. `code`: W06, or W01:L07 with the language rule. */
  readonly warnings: readonly EventWarning[]
  /** Rules that the timeline judges the event by. */
  readonly judged_by: readonly string[]
  /** Harmed people of the case whom texts name and the event does not. */
  readonly mentions: readonly { readonly field: string; readonly person: string }[]
  /** Kind and areas of the agency when the event was taken in; null in system events, and in events of before it was kept. */
  readonly publisher?: Publisher | null
  /** Of a block: the agency of whom it names, and whether it names all of it. */
  readonly barred?: Barred | null
}

/** An agency as the control log had it when an event was taken in. */
export interface Publisher {
  /** Code of agency_type. */
  readonly kind: string
  readonly areas: readonly string[]
}

/** Whom a block names, as far as its effect rests on it. */
export interface Barred {
  readonly agency: string
  readonly whole: boolean
}

/** A harmed person of an event. */
export interface HarmedEntry {
  readonly person: string
  readonly role: string
  /** How old she was when the event began, by the birth date that the event states: adult (18 or over), child (under 16) or between; null where it states none. */
  readonly age?: string | null
  /** Other people of the case of whom she may be one; people have still to compare them. */
  readonly candidates?: readonly string[]
}

/** A warning that is kept with an event. */
export interface EventWarning {
  /** JSON Pointer of the field. */
  readonly pointer: string
  readonly code: string
}

/** A sealed part: its owner (person id, or empty for the case), class and sealed bytes. */
export interface SealedPart {
  readonly owner: string
  readonly class: string
  readonly sealed: Buffer
}

/** A case.events record. */
export interface CaseEventRecord {
  readonly index: IndexPart
  readonly parts: readonly SealedPart[]
}

/** An event of a case log with its number: what decisions are made over. */
export interface NumberedEvent {
  readonly sequence: number
  readonly index: IndexPart
}

/** The values of the named indexed field, or an empty list. */
export const fact = (index: IndexPart, field: string): readonly string[] => index.facts.find((entry) => entry.field === field)?.values ?? []
