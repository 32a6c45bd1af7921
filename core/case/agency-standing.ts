import type { AgencyId } from '../../schemas/ids.ts'
import type { Allocation } from './allocations.ts'
import type { Agencies } from './case-events.ts'
import { listingGivesAccess, type Listing } from './listing.ts'

/** What standing in a case rests on. */
export interface StandingParts {
  /** Open listings that take effect. */
  readonly listings: readonly Listing[]
  readonly allocations: readonly Allocation[]
  readonly agencies: Agencies
}

/** An emergency meeting without a referral gives access for some days, and no say over what others see. */
const givesStanding = ({ onlyFor }: Listing): boolean => onlyFor === undefined

/** True of an agency that coordinates the case: its listing is open. */
export const coordinates = ({ listings }: Pick<StandingParts, 'listings'>, agency: AgencyId | ''): boolean =>
  listings.some((listing) => listing.coordinator === agency && givesStanding(listing))

/**
 * True of an agency with standing in a case (D.11 (6)): it coordinates it, was asked by another agency's open listing, or has a worker allocated in it.
 * Quoting a proceeding of its own gives none.
 */
export const hasStanding = ({ listings, allocations, agencies }: StandingParts, agency: AgencyId): boolean =>
  listings.some((listing) => givesStanding(listing) && listingGivesAccess(listing, agency, agencies)) ||
  allocations.some((allocation) => allocation.agency === agency)
