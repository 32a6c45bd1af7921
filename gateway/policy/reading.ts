import { foldCase, type CaseState } from '../../core/case/case-state.ts'
import { liveLinks, rolesHeld, type GivenLink } from '../../core/case/links.ts'
import { listingLinks, type Listing } from '../../core/case/listing.ts'
import { approvalsFor, breakGlassOf } from '../../core/case/step-up.ts'
import type { Release } from './release.ts'
import type { DecisionInput, ReadRequest } from './types.ts'

/** A reader before a case: what the case's events say of this reader, at the read's moment. */
export interface Reading {
  readonly release: Release
  readonly request: ReadRequest
  readonly state: CaseState
  readonly links: readonly GivenLink[]
  /** Open listings that link the reader's agency. */
  readonly listings: readonly Listing[]
  readonly blocked: boolean
  /** Other roles of this person, on the case or by sign-in. */
  readonly otherRoles: ReadonlySet<string>
  /** Classes that a second person has opened to the reader. */
  readonly approved: ReadonlySet<string>
  /** Emergency access is live for this purpose. */
  readonly breakGlass: boolean
  readonly facesPerpetrator: boolean
}

const MINUTE = 60_000

function hasBreakGlass({ stepUp }: Release, { reader, purpose }: ReadRequest, state: CaseState): boolean {
  const { minutes, reason_chars: reasonLength, roles, purposes } = stepUp.break_glass
  return roles.includes(reader.role) && purposes.includes(purpose) && breakGlassOf(state.events, reader.tokens, purpose, state.now)
    .some((opened) => opened.role === reader.role && opened.reasonLength >= reasonLength && opened.open <= minutes * MINUTE)
}

/** Classes approved by a role on the class's approver list. */
const approvedClasses = ({ stepUp }: Release, { reader, purpose }: ReadRequest, { events, now }: CaseState): ReadonlySet<string> =>
  new Set(approvalsFor(events, reader.tokens, purpose, now)
    .filter((approval) => stepUp.approvers[approval.class]?.includes(approval.role)).map((approval) => approval.class))

/** Folds the case and looks up what it says of the reader. */
export function readingOf(release: Release, { request, logs, agencies, now }: DecisionInput): Reading {
  const { reader } = request
  const state = foldCase(logs, agencies, Date.parse(now), release.instruments === undefined ? undefined : reader.agency)
  return {
    release,
    request,
    state,
    links: liveLinks(state.events, reader, state.now),
    listings: state.listings.filter((listing) => listingLinks(listing, reader.agency, agencies)),
    blocked: reader.tokens.some((token) => state.blocked.has(token)),
    otherRoles: new Set([...reader.otherRoles ?? [], ...rolesHeld(state.events, reader.tokens, state.now)]),
    approved: approvedClasses(release, request, state),
    breakGlass: hasBreakGlass(release, request, state),
    facesPerpetrator: release.roles.perpetrator_facing.includes(reader.role),
  }
}

/** True when the reader's agency is listed for the case, by the meeting or by name. */
export const isListed = ({ links, listings }: Reading): boolean => listings.length > 0 || links.some(({ link }) => link === 'listed')
