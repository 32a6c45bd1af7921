/** An agency may publish and its people may read (schemas/records/agency-registered.avsc, Avro's field names). */
export interface AgencyRegistered {
  readonly at: string
  readonly agency: string
  readonly name: string
  readonly agency_type: string
  readonly areas: readonly string[]
  /** True for an agency, beside the bus operator, whose people may hold roles of oversight; absent where the entry is made by hand: false. */
  readonly oversight?: boolean
  /** Whom to ring when it is urgent; empty or absent: nobody is named. */
  readonly contact?: string
}

/** The files of a policy release. */
interface ReleasedFiles {
  readonly at: string
  /** SHA-256 of the release, hex. */
  readonly hash: string
  /** Number of the engine that evaluates it. */
  readonly engine: number
  readonly files: readonly { readonly path: string; readonly content: Buffer }[]
}

/** Somebody proposes a policy release (schemas/records/policy-proposed.avsc, Avro's field names). */
export interface PolicyProposed extends ReleasedFiles {
  /** Staff token. */
  readonly proposed_by: string
  readonly role: string
  readonly reason: string
}

/** A policy release takes effect (schemas/records/policy-released.avsc, Avro's field names). */
export interface PolicyReleased extends ReleasedFiles {
  /** Staff tokens. */
  readonly approved_by: readonly string[]
}

/** A person's standing (schemas/records/staff-changed.avsc, Avro's field names). */
export interface StaffChanged {
  readonly at: string
  /** Staff token of the person. */
  readonly staff: string
  readonly status: 'active' | 'ended'
  /** Code of the role; empty when ended. */
  readonly role: string
  /** What the agency has named the person for (duties.ts). */
  readonly duties: readonly string[]
  /** Staff token. */
  readonly by: string
}

/** What ids the schema registry has given (schemas/records/schema-ids.avsc, Avro's field names). */
export interface SchemaIds {
  readonly at: string
  /** True: a numbering begins here; false: more ids of the one before. */
  readonly renumbered: boolean
  /** `schema`: fingerprint, hex. */
  readonly ids: readonly { readonly id: number; readonly schema: string }[]
}

export const AGENCY_REGISTERED = 'uk.throughline.control.AgencyRegistered'
export const POLICY_PROPOSED = 'uk.throughline.control.PolicyProposed'
export const POLICY_RELEASED = 'uk.throughline.control.PolicyReleased'
export const STAFF_CHANGED = 'uk.throughline.control.StaffChanged'
export const SCHEMA_IDS = 'uk.throughline.control.SchemaIds'

/** An entry of control.events, by the subject of its schema. */
export type ControlEntry =
  | { readonly type: typeof AGENCY_REGISTERED; readonly value: AgencyRegistered }
  | { readonly type: typeof POLICY_PROPOSED; readonly value: PolicyProposed }
  | { readonly type: typeof POLICY_RELEASED; readonly value: PolicyReleased }
  | { readonly type: typeof STAFF_CHANGED; readonly value: StaffChanged }
  | { readonly type: typeof SCHEMA_IDS; readonly value: SchemaIds }

const TYPES: ReadonlySet<string> = new Set<ControlEntry['type']>([
  AGENCY_REGISTERED,
  POLICY_PROPOSED,
  POLICY_RELEASED,
  STAFF_CHANGED,
  SCHEMA_IDS,
])

/** Whether a subject names an entry of control.events. */
export const isControlType = (subject: string): subject is ControlEntry['type'] => TYPES.has(subject)
