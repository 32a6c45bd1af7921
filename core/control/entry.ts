import {
  SUBJECTS,
  type ErasureOrdered,
  type ErasureProposed,
  type RetentionDecided,
  type SchemaIds,
} from '../../schemas/generated/records.ts'
import type * as records from '../../schemas/generated/records.ts'
import type { MayOmit } from '../records/may-omit.ts'

export type { RetentionDecided, ErasureOrdered, ErasureProposed, SchemaIds }

/** An agency may publish and its people may read. Entries that say nothing of oversight or of whom to ring leave it out. */
export type AgencyRegistered = MayOmit<records.AgencyRegistered, 'oversight' | 'contact'>

/** Somebody proposes a release. Entries of before say nothing of a counterfactual. */
export type PolicyProposed = MayOmit<records.PolicyProposed, 'counterfactual' | 'no_counterfactual'>

/** A release takes effect. Entries of before say nothing of a counterfactual. */
export type PolicyReleased = MayOmit<records.PolicyReleased, 'counterfactual'>

/** A person's standing. Narrower than the schema, which has the status as text: whoever writes one says one of these two. */
export interface StaffChanged extends records.StaffChanged {
  readonly status: 'active' | 'ended'
}

export const AGENCY_REGISTERED = SUBJECTS.agencyRegistered
export const POLICY_PROPOSED = SUBJECTS.policyProposed
export const POLICY_RELEASED = SUBJECTS.policyReleased
export const STAFF_CHANGED = SUBJECTS.staffChanged
export const SCHEMA_IDS = SUBJECTS.schemaIds
export const ERASURE_PROPOSED = SUBJECTS.erasureProposed
export const ERASURE_ORDERED = SUBJECTS.erasureOrdered
export const RETENTION_DECIDED = SUBJECTS.retentionDecided

/** An entry of control.events, by the subject of its schema. */
export type ControlEntry =
  | { readonly type: typeof AGENCY_REGISTERED; readonly value: AgencyRegistered }
  | { readonly type: typeof POLICY_PROPOSED; readonly value: PolicyProposed }
  | { readonly type: typeof POLICY_RELEASED; readonly value: PolicyReleased }
  | { readonly type: typeof STAFF_CHANGED; readonly value: StaffChanged }
  | { readonly type: typeof SCHEMA_IDS; readonly value: SchemaIds }
  | { readonly type: typeof ERASURE_PROPOSED; readonly value: ErasureProposed }
  | { readonly type: typeof ERASURE_ORDERED; readonly value: ErasureOrdered }
  | { readonly type: typeof RETENTION_DECIDED; readonly value: RetentionDecided }

const TYPES: ReadonlySet<string> = new Set<ControlEntry['type']>([
  AGENCY_REGISTERED,
  POLICY_PROPOSED,
  POLICY_RELEASED,
  STAFF_CHANGED,
  SCHEMA_IDS,
  ERASURE_PROPOSED,
  ERASURE_ORDERED,
  RETENTION_DECIDED,
])

/** Whether a subject names an entry of control.events. */
export const isControlType = (subject: string): subject is ControlEntry['type'] => TYPES.has(subject)
