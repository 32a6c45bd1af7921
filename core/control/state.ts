import type { ControlEntry, PolicyReleased } from './entry.ts'
import { AGENCY_REGISTERED, STAFF_CHANGED } from './entry.ts'

/** An agency as its newest entry has it. */
export interface Agency {
  readonly name: string
  /** Code of agency_type. */
  readonly type: string
  readonly areas: readonly string[]
}

/** A person's standing as the newest entry has it: a role, or none any more. */
export type Standing = { readonly role: string } | 'ended'

/** The policy release in force. */
export type PolicyInForce = Pick<PolicyReleased, 'hash' | 'engine' | 'files'>

/** What control.events says at a version. */
export interface ControlState {
  /** By agency id. */
  readonly agencies: ReadonlyMap<string, Agency>
  /** By `<agency>:<staff id>`; who is not in it stands as the sign-in says. */
  readonly staff: ReadonlyMap<string, Standing>
  /** The newest release; undefined when there is none. */
  readonly policy: PolicyInForce | undefined
}

/** Folds entries of control.events in the order of their numbers: the newest of each agency and of each person counts, and the newest release. */
export function controlState(entries: Iterable<ControlEntry>): ControlState {
  const agencies = new Map<string, Agency>()
  const staff = new Map<string, Standing>()
  let policy: PolicyInForce | undefined
  for (const entry of entries) {
    if (entry.type === AGENCY_REGISTERED) {
      const { agency, name, agency_type: type, areas } = entry.value
      agencies.set(agency, { name, type, areas })
    } else if (entry.type === STAFF_CHANGED) {
      const { agency, staff: id, status, role } = entry.value
      // INVARIANT: what is not plainly a role is none.
      staff.set(`${agency}:${id}`, status === 'active' && role !== '' ? { role } : 'ended')
    } else {
      const { hash, engine, files } = entry.value
      policy = { hash, engine, files }
    }
  }
  return { agencies, staff, policy }
}
