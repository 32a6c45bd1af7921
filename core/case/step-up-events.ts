import type { AgencyId } from '../../schemas/ids.ts'
import { BREAK_GLASS_ALLOWED } from './break-glass-second-person.ts'
import type { IndexPart } from './index-part.ts'
import { APPROVAL_GIVEN, BREAK_GLASS_OPENED } from './step-up.ts'
import { systemIndex, type SystemEvent } from './system-event.ts'

/** System event type: an emergency access was reviewed. */
export const BREAK_GLASS_REVIEWED = 'access.break-glass-reviewed'

/** Emergency access as it is opened (schemas/system/access/break-glass-opened.avsc). `staff`: a keyed token. */
export interface BreakGlassOpened extends SystemEvent {
  readonly agency: AgencyId
  readonly staff: string
  readonly role: string
  readonly purpose: string
  readonly reasonLength: number
}

export const breakGlassOpened = (opened: BreakGlassOpened): IndexPart =>
  systemIndex(opened, BREAK_GLASS_OPENED, {
    opened_at: opened.at,
    agency: opened.agency,
    staff: opened.staff,
    role: opened.role,
    purpose: opened.purpose,
    reason_length: String(opened.reasonLength),
  })

/** A review of an emergency access (schemas/system/access/break-glass-reviewed.avsc). `reviewer`: a keyed token. */
export interface BreakGlassReviewed extends SystemEvent {
  /** Event id of the opening. */
  readonly target: string
  readonly agency: AgencyId
  readonly reviewer: string
  readonly role: string
  /** Code of break_glass_outcome. */
  readonly outcome: string
}

export const breakGlassReviewed = (reviewed: BreakGlassReviewed): IndexPart =>
  systemIndex(reviewed, BREAK_GLASS_REVIEWED, {
    target_event: reviewed.target,
    at: reviewed.at,
    agency: reviewed.agency,
    reviewer: reviewed.reviewer,
    role: reviewed.role,
    outcome: reviewed.outcome,
  })

/** A second person's leave to open emergency access once more (schemas/system/access/break-glass-allowed.avsc). `giver`, `staff`: keyed tokens. */
export interface BreakGlassAllowed extends SystemEvent {
  /** Event id of the opening before. */
  readonly target: string
  readonly agency: AgencyId
  readonly giver: string
  readonly role: string
  /** Who may open it once more. */
  readonly staff: string
}

export const breakGlassAllowed = (allowed: BreakGlassAllowed): IndexPart =>
  systemIndex(allowed, BREAK_GLASS_ALLOWED, {
    target_event: allowed.target,
    at: allowed.at,
    agency: allowed.agency,
    giver: allowed.giver,
    role: allowed.role,
    staff: allowed.staff,
  })

/** A second person's approval of one class (schemas/system/access/approval-given.avsc). `giver`, `asker`: keyed tokens. */
export interface ApprovalGiven extends SystemEvent {
  /** ISO 8601 in UTC. */
  readonly until: string
  readonly agency: AgencyId
  readonly giver: string
  readonly role: string
  readonly asker: string
  readonly class: string
  readonly purpose: string
}

export const approvalGiven = (approval: ApprovalGiven): IndexPart =>
  systemIndex(approval, APPROVAL_GIVEN, {
    at: approval.at,
    until: approval.until,
    agency: approval.agency,
    giver: approval.giver,
    role: approval.role,
    asker: approval.asker,
    class: approval.class,
    purpose: approval.purpose,
  })
