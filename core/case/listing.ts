import type { AgencyId } from '../../schemas/ids.ts'
import { bySequence, type Agencies, type CaseEvent, type CaseEvents } from './case-events.ts'
import { entryOf } from './entry-of.ts'
import { fact } from './index-part.ts'
import { beginning, endOf } from './moments.ts'
import { quoted } from './proceeding-ends.ts'

/** A case on a MARAC list, and the agencies that have access to the case by it. */
export interface Listing {
  readonly listed: CaseEvent
  /** Agency that coordinates the meeting. */
  readonly coordinator: AgencyId
  readonly typesAsked: ReadonlySet<string>
  /** An emergency meeting without a referral: the only agencies that it gives access. Absent: all whom it asks. */
  readonly onlyFor?: ReadonlySet<string>
  /** Last moment of the access that it gives, as far as is known now. Absent: the first engine does not say. */
  readonly accessEnds?: number
  /** Actions of the meeting that are open past their due date, while the access that it gives runs out. */
  readonly overdue?: readonly OverdueAction[]
}

/** An action that is open past its due date: those who can close it. */
export interface OverdueAction {
  readonly action: CaseEvent
  /** Agency that carries it out; undefined where the event names none. */
  readonly owner: string | undefined
}

/** On the list, or put off to a later meeting. A case that was not accepted, or withdrawn, is on none. */
export const ON_LIST: ReadonlySet<string> = new Set(['listed', 'emergency_meeting', 'deferred'])
/** An action with any other status is open. */
export const CLOSED: ReadonlySet<string> = new Set(['completed', 'not_possible_reason', 'superseded'])
const WINDOW = 28 * 24 * 3_600_000

/** The newest by when it says it happened, then by number. */
export const newest = (events: Iterable<CaseEvent>): CaseEvent | undefined => {
  let found: { readonly event: CaseEvent; readonly from: number } | undefined
  for (const event of events) {
    const [from] = beginning(event.index)
    if (found === undefined || from > found.from || (from === found.from && bySequence(event, found.event) > 0)) found = { event, from }
  }
  return found?.event
}

/** The moments that an event says in a field of dates or date-times (milliseconds since the Unix epoch); a day counts as its last moment. */
export const moments = (event: CaseEvent, field: string): readonly number[] => fact(event.index, field).map(endOf)

/** An index of events by the tokens of one kind of proceeding that they quote. */
export interface Quoting {
  /** The events that quote a token which `event` quotes, too; each once. */
  readonly sharedWith: (event: CaseEvent) => readonly CaseEvent[]
  readonly newestSharedWith: (event: CaseEvent) => CaseEvent | undefined
}

/** Indexes events by what they quote. `kind`: of proceeding, as in `marac` or `action`. */
export function quoting(kind: string, events: readonly CaseEvent[]): Quoting {
  const byToken = new Map<string, CaseEvent[]>()
  for (const event of events) for (const token of new Set(quoted(event, kind))) entryOf(byToken, token, () => []).push(event)
  const newestOf = new Map<string, CaseEvent | undefined>()
  const newestUnder = (token: string): CaseEvent | undefined => entryOf(newestOf, token, () => newest(byToken.get(token) ?? []))
  return {
    sharedWith: (event) => [...new Set(quoted(event, kind).flatMap((token) => byToken.get(token) ?? []))],
    newestSharedWith: (event) => newest(quoted(event, kind).flatMap((token) => newestUnder(token) ?? [])),
  }
}

/** When an action was closed: undefined while it is open. */
function closedAt(action: CaseEvent, updates: Quoting): number | undefined {
  const last = updates.newestSharedWith(action)
  if (last === undefined || !CLOSED.has(fact(last.index, 'status')[0] ?? '')) return undefined
  return Math.max(beginning(last.index)[1], ...moments(last, 'updated_on'))
}

/** What follows a listing, in the whole case. */
interface Proceedings {
  readonly meetings: Quoting
  readonly actions: Quoting
  readonly updates: Quoting
}

/** True while an action of the meeting is open, and for 28 days after the later of the meeting and the last action's closing. */
function isOpen(listed: CaseEvent, { meetings, actions, updates }: Proceedings, now: number): boolean {
  const closings = actions.sharedWith(listed).map((action) => closedAt(action, updates))
  if (closings.includes(undefined)) return true
  const held = meetings.sharedWith(listed).flatMap((meeting) => moments(meeting, 'heard_on'))
  return now <= Math.max(...moments(listed, 'meeting_on'), ...held, ...closings.map(Number)) + WINDOW
}

/** The listings of a case that give agencies access to it at `now`. `counts`: false for what was replaced, retracted or erased. */
export function openListings(events: CaseEvents, counts: (event: CaseEvent) => boolean, now: number): readonly Listing[] {
  const of = (type: string): readonly CaseEvent[] => events.ofType(type).filter(counts)
  const lists = of('marac.case-listed')
  const listings = quoting('marac', lists)
  const proceedings: Proceedings = {
    meetings: quoting('marac', of('marac.case-heard')),
    actions: quoting('marac', of('marac.action-agreed')),
    updates: quoting('action', of('marac.action-updated')),
  }
  const isLatest = (listed: CaseEvent): boolean => quoted(listed, 'marac').length === 0 || listings.newestSharedWith(listed) === listed
  return lists
    .filter((listed) => isLatest(listed) && ON_LIST.has(fact(listed.index, 'list_status')[0] ?? '') && isOpen(listed, proceedings, now))
    .map((listed) => ({ listed, coordinator: listed.index.agency, typesAsked: new Set(fact(listed.index, 'agencies_asked')) }))
}

/**
 * True when a listing gives an agency access to the case: the agency coordinates the meeting, or its type was asked and it shares an area with the coordinator.
 * An emergency meeting without a referral gives it only to agencies that had a part in the case before.
 */
export function listingGivesAccess({ coordinator, typesAsked, onlyFor }: Listing, agency: AgencyId, agencies: Agencies): boolean {
  if (onlyFor?.has(agency) === false) return false
  if (agency === coordinator) return true
  const [own, coordinating] = [agencies.get(agency), agencies.get(coordinator)]
  return (
    own !== undefined &&
    coordinating !== undefined &&
    typesAsked.has(own.type) &&
    own.areas.some((area) => coordinating.areas.includes(area))
  )
}
