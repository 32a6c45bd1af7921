import type { AgencyId } from '../../schemas/ids.ts'
import { agencyIn, fact } from './index-part.ts'
import { currentAccess, type AccessDeps } from './case-access.ts'

/** A worker who is allocated in a case. */
export interface Allocation {
  /** Empty where the link names none. */
  readonly agency: AgencyId | ''
  /** Keyed tokens of the worker; empty: the whole agency. */
  readonly staff: readonly string[]
  /** Ids of the people meant: the perpetrator and, where only one pair is meant, the harmed person. Empty: the case. */
  readonly people: readonly string[]
  /** Role code in which the worker was allocated, where it says. */
  readonly role: string | undefined
}

/** The allocations of a case that count at `now`. */
export const liveAllocations = (deps: AccessDeps, now: number): readonly Allocation[] =>
  currentAccess(deps, now)
    .filter(({ index }) => fact(index, 'link').includes('allocated'))
    .map(({ index }) => ({
      agency: agencyIn(index, 'agency'),
      staff: fact(index, 'staff'),
      people: fact(index, 'pairs'),
      role: fact(index, 'role')[0],
    }))
