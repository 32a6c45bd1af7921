import type { AgencyId } from '../../schemas/ids.ts'
import { coordinates, hasStanding } from './agency-standing.ts'
import { liveAllocations, type Allocation } from './allocations.ts'
import { caseEvents, type Agencies, type CaseEvent, type CaseLogEvents } from './case-events.ts'
import { CONFIRMED, confirmationsOf, type AnsweredEvent, type Confirmation } from './confirmations.ts'
import { listingsNow } from './instruments/listings.ts'
import { noticesOf, NOTIFIED, type Notice } from './notices.ts'
import { tombstonesOf } from './statements.ts'
import { ENDING_TYPES, proceedingsOver } from './proceeding-ends.ts'
import { versionsOf } from './versions.ts'

/** Types of the events on which standing in a case and answers to what was asked rest. */
export const STANDING_TYPES: readonly string[] = [
  'marac.referral-made',
  'marac.case-transferred',
  'marac.case-listed',
  'marac.case-heard',
  'marac.action-agreed',
  'marac.action-updated',
  'record.retracted',
  'record.erased',
  'access.case-linked',
  CONFIRMED,
  NOTIFIED,
  ...ENDING_TYPES,
]

/** Who has a say in a case. */
export interface StandingIn {
  hasStanding(agency: AgencyId): boolean
  readonly allocations: readonly Allocation[]
  /** True of an agency whose listing is open. */
  coordinates(agency: AgencyId): boolean
  /** Agencies whose listings are open. */
  readonly coordinators: ReadonlySet<string>
  /** What is noted of an event that waits. */
  notice(target: AnsweredEvent): Notice | undefined
  /** Answers about an event, or about the notice of it. */
  answers(target: AnsweredEvent): readonly Confirmation[]
}

/** Who has a say in a case at a moment, for what is decided before any read: from the events of `STANDING_TYPES` alone. Pure. */
export function standingIn(logs: readonly CaseLogEvents[], agencies: Agencies, now: number): StandingIn {
  const events = caseEvents(logs)
  const { superseded } = versionsOf(events)
  const { retracted, erased } = tombstonesOf(events, superseded, agencies)
  const counts = (event: CaseEvent): boolean => event.left !== true && !superseded.has(event) && !retracted.has(event) && !erased.has(event)
  const confirmations = confirmationsOf(events)
  const { open: listings, instruments } = listingsNow({ events, counts, confirmations, now })
  const allocations = liveAllocations({ events, isOver: proceedingsOver({ events, counts, listings: instruments }) }, now)
  const notices = noticesOf(events)
  const notice = ({ agency, system, event_id: id }: AnsweredEvent): Notice | undefined =>
    notices.find(({ target }) => target.agency === agency && target.system === system && target.event_id === id)
  return {
    allocations,
    notice,
    hasStanding: (agency) => hasStanding({ listings, allocations, agencies }, agency),
    coordinates: (agency) => coordinates({ listings }, agency),
    coordinators: new Set(listings.map(({ coordinator }) => coordinator)),
    answers: (target) => {
      const noted = notice(target)
      return [...confirmations(target), ...(noted === undefined ? [] : confirmations(noted.event.index))]
    },
  }
}
