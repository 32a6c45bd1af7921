import type {
  AgencyRegistered,
  ControlEntry,
  ErasureOrdered,
  ErasureProposed,
  PolicyProposed,
  PolicyReleased,
  RetentionDecided,
  StaffChanged,
} from './entry.ts'
import {
  AGENCY_REGISTERED,
  ERASURE_ORDERED,
  ERASURE_PROPOSED,
  POLICY_PROPOSED,
  POLICY_RELEASED,
  RETENTION_DECIDED,
  SCHEMA_IDS,
} from './entry.ts'
import { numbered, type Numbering } from './numberings.ts'

/** An agency as its newest entry has it. */
export interface Agency {
  readonly name: string
  /** Code of agency_type. */
  readonly type: string
  readonly areas: readonly string[]
  /** Whether its people may hold roles of oversight (core/control/oversight.ts). */
  readonly oversight: boolean
  /** Whom to ring when it is urgent, by day and by night; absent: nobody is named. */
  readonly contact?: string
}

/** A person's standing as the newest entry has it: a role, or none any more. */
export type Standing = { readonly role: string; readonly duties?: readonly string[] } | 'ended'

/** The policy release in force. */
export type PolicyInForce = Pick<PolicyReleased, 'hash' | 'engine' | 'files'>

/** What control.events says at a version. */
export interface ControlState {
  /** By agency id. */
  readonly agencies: ReadonlyMap<string, Agency>
  /** By staff token; who is not in it stands as the sign-in says. */
  readonly staff: ReadonlyMap<string, Standing>
  /** Newest proposals of policy releases, by hash. */
  readonly proposals: ReadonlyMap<string, PolicyProposed>
  /** The newest release that is in force; undefined when there is none. */
  readonly policy: PolicyInForce | undefined
  /** When a release of the second engine or a later one followed one of the first (ISO 8601), and none of the first since; undefined otherwise. */
  readonly instrumentsSince: string | undefined
  /** How the schema registry has numbered schemas, oldest first; none before the first start. */
  readonly numberings: readonly Numbering[]
  /** Erasures of people, cases and readers that somebody proposed, by id. */
  readonly erasuresProposed: ReadonlyMap<string, ErasureProposed>
  /** Those that two people have ordered, by id, the oldest first. */
  readonly erasuresOrdered: ReadonlyMap<string, ErasureOrdered>
  /** What was decided of how long cases are kept, the oldest first. */
  readonly retention: readonly RetentionDecided[]
}

/** The kind of the agency that runs the bus. */
export const BUS_OPERATOR = 'bus_operator'

/** People who have to stand behind a release, but for the first of an installation. */
export const RELEASERS = 2

interface Folding {
  readonly agencies: Map<string, Agency>
  readonly staff: Map<string, Standing>
  readonly proposals: Map<string, PolicyProposed>
  policy: PolicyInForce | undefined
  instrumentsSince: string | undefined
  numberings: readonly Numbering[]
  readonly erasuresProposed: Map<string, ErasureProposed>
  readonly erasuresOrdered: Map<string, ErasureOrdered>
  readonly retention: RetentionDecided[]
}

/** The first engine takes every agency at its word; those after it ask whose word counts. */
const ASKS_WHOSE_WORD = 2

function register({ agencies }: Folding, { agency, name, agency_type: type, areas, oversight, contact }: AgencyRegistered): void {
  agencies.set(agency, {
    name,
    type,
    areas,
    oversight: type === BUS_OPERATOR || oversight === true,
    ...(contact === undefined || contact === '' ? {} : { contact }),
  })
}

function stand({ staff }: Folding, { staff: token, status, role, duties }: StaffChanged): void {
  // INVARIANT: what is not plainly a role is none.
  staff.set(token, status === 'active' && role !== '' ? { role, ...(duties.length === 0 ? {} : { duties }) } : 'ended')
}

function release(folding: Folding, { at, hash, engine, files, approved_by: people }: PolicyReleased): void {
  // INVARIANT: one person alone puts the first release of an installation in force, and no other.
  if (folding.policy !== undefined && new Set(people).size < RELEASERS) return
  if (engine < ASKS_WHOSE_WORD) folding.instrumentsSince = undefined
  else if (folding.policy !== undefined && folding.policy.engine < ASKS_WHOSE_WORD) folding.instrumentsSince = at
  folding.policy = { hash, engine, files }
}

/** INVARIANT: one person alone orders no erasure, and the first order of an id stands. */
function order({ erasuresOrdered }: Folding, value: ErasureOrdered): void {
  if (isOrdered(value) && !erasuresOrdered.has(value.id)) erasuresOrdered.set(value.id, value)
}

/** Whether enough people stand behind an erasure. */
export const isOrdered = ({ ordered_by: people }: ErasureOrdered): boolean => new Set(people).size >= RELEASERS

/** control.events being folded, entry by entry: `state` is what it says now, and changes with the next. */
export interface ControlFold {
  readonly state: ControlState
  readonly take: (entry: ControlEntry) => void
}

/** Folds from the start. */
export function createControlFold(): ControlFold {
  const folding: Folding = {
    agencies: new Map(),
    staff: new Map(),
    proposals: new Map(),
    policy: undefined,
    instrumentsSince: undefined,
    numberings: [],
    erasuresProposed: new Map(),
    erasuresOrdered: new Map(),
    retention: [],
  }
  return {
    state: folding,
    take: (entry) => {
      if (entry.type === AGENCY_REGISTERED) register(folding, entry.value)
      else if (entry.type === POLICY_PROPOSED) folding.proposals.set(entry.value.hash, entry.value)
      else if (entry.type === POLICY_RELEASED) release(folding, entry.value)
      else if (entry.type === SCHEMA_IDS) folding.numberings = numbered(folding.numberings, entry.value)
      else if (entry.type === ERASURE_PROPOSED) folding.erasuresProposed.set(entry.value.id, entry.value)
      else if (entry.type === ERASURE_ORDERED) order(folding, entry.value)
      else if (entry.type === RETENTION_DECIDED) folding.retention.push(entry.value)
      else stand(folding, entry.value)
    },
  }
}

/**
 * Folds entries of control.events in the order of their numbers: the newest of each agency and of each person counts, and the newest release that enough
 * people stand behind.
 */
export function controlState(entries: Iterable<ControlEntry>): ControlState {
  const { state, take } = createControlFold()
  for (const entry of entries) take(entry)
  return state
}
