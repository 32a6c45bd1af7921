import type { ControlEntry, PolicyReleased } from './entry.ts'
import { AGENCY_REGISTERED } from './entry.ts'

/** An agency as its newest entry has it. */
export interface Agency {
  readonly name: string
  /** Code of agency_type. */
  readonly type: string
  readonly areas: readonly string[]
}

/** The policy release in force. */
export type PolicyInForce = Pick<PolicyReleased, 'hash' | 'engine' | 'files'>

/** What control.events says at a version. */
export interface ControlState {
  /** By agency id. */
  readonly agencies: ReadonlyMap<string, Agency>
  /** The newest release; undefined when there is none. */
  readonly policy: PolicyInForce | undefined
}

/** Folds entries of control.events in the order of their numbers: the newest of each agency counts, and the newest release. */
export function controlState(entries: Iterable<ControlEntry>): ControlState {
  const agencies = new Map<string, Agency>()
  let policy: PolicyInForce | undefined
  for (const entry of entries) {
    if (entry.type === AGENCY_REGISTERED) {
      const { agency, name, agency_type: type, areas } = entry.value
      agencies.set(agency, { name, type, areas })
    } else {
      const { hash, engine, files } = entry.value
      policy = { hash, engine, files }
    }
  }
  return { agencies, policy }
}
