import type { AgencyId } from '../ids.ts'

/** An event as an agency sends it: CloudEvents 1.0 attributes and the data, whose names are those of the wire. */
export interface AgencyEvent {
  /** CloudEvents id: a UUID that the agency chose. */
  readonly id: string
  /** CloudEvents source: `/agencies/<agency>/<system>`. */
  readonly source: string
  readonly agency: AgencyId
  readonly system: string
  readonly type: string
  /** CloudEvents time: when the agency recorded it, ISO 8601 with offset. */
  readonly time: string
  readonly data: EventData
}

export interface Occurred {
  /** ISO 8601 date, or date-time with offset. */
  readonly from: string
  readonly until?: string | null
  /** exact, day, month, year or period. */
  readonly precision: string
}

export interface Identifier {
  /** PNC, CRN, NOMIS, NHS, NINO or LOCAL. */
  readonly scheme: string
  readonly value: string
}

export interface Person {
  /** The event's own name for the person; `details` refers to it. */
  readonly key: string
  readonly identifiers?: readonly Identifier[] | null
  readonly given_name?: string | null
  readonly family_name?: string | null
  readonly birth_date?: string | null
  readonly sex?: string | null
}

export interface HarmedPerson extends Person {
  /** adult or child. */
  readonly role: string
  readonly relationship?: string | null
}

/** The opening fields that every type shares, and the type's own in `details`. */
export interface EventData {
  readonly occurred: Occurred
  readonly recorded_at: string
  readonly agency_record_ref: string
  readonly subject: Person
  readonly harmed: readonly HarmedPerson[]
  readonly assertion: {
    readonly basis: string
    readonly source_kind: string
    readonly confidence?: number | null
    readonly verification: string
  }
  readonly sharing: { readonly lawful_basis: readonly string[]; readonly wishes_ref?: string | null; readonly override_ref?: string | null }
  readonly handling: {
    readonly perp_knows: string
    readonly embargo_until?: string | null
    readonly onward_sharing?: readonly string[] | null
    readonly harmed_told?: boolean | null
  }
  readonly case_refs?: readonly string[] | null
  /** Field of details → stricter class. */
  readonly sensitivity_raise?: Readonly<Record<string, string>> | null
  readonly purposes_permitted?: readonly string[] | null
  readonly based_on?: readonly string[] | null
  readonly corrects?: string | null
  readonly retention_class?: string | null
  readonly correlation_id?: string | null
  readonly details: Readonly<Record<string, unknown>>
}
