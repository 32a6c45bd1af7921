import { bySequence, type Agencies, type CaseEvent, type CaseEvents } from './case-events.ts'
import { fact } from './index-part.ts'
import { beginning, endOf } from './moments.ts'
import { quoted, sharesProceeding } from './proceedings.ts'

/** A case on a MARAC list, and whom that links to it. */
export interface Listing {
  readonly listed: CaseEvent
  /** Agency that coordinates the meeting. */
  readonly coordinator: string
  readonly typesAsked: ReadonlySet<string>
}

/** On the list, or put off to a later meeting. A case that was not accepted, or withdrawn, is on none. */
export const ON_LIST: ReadonlySet<string> = new Set(['listed', 'emergency_meeting', 'deferred'])
/** An action with any other status is open. */
const CLOSED: ReadonlySet<string> = new Set(['completed', 'not_possible_reason', 'superseded'])
const WINDOW = 28 * 24 * 3_600_000

/** The newest by when it says it happened, then by number. */
export const newest = (events: readonly CaseEvent[]): CaseEvent | undefined =>
  events.toSorted((one, other) => beginning(one.index)[0] - beginning(other.index)[0] || bySequence(one, other)).at(-1)

const moments = (event: CaseEvent, field: string): readonly number[] => fact(event.index, field).map(endOf)

/** When an action was closed: undefined while it is open. */
function closedAt(action: CaseEvent, updates: readonly CaseEvent[]): number | undefined {
  const last = newest(updates.filter((update) => sharesProceeding('action', update, action)))
  if (last === undefined || !CLOSED.has(fact(last.index, 'status')[0] ?? '')) return undefined
  return Math.max(beginning(last.index)[1], ...moments(last, 'updated_on'))
}

/** What follows a listing, in the whole case. */
interface Proceedings {
  readonly meetings: readonly CaseEvent[]
  readonly actions: readonly CaseEvent[]
  readonly updates: readonly CaseEvent[]
}

/** True while an action of the meeting is open, and for 28 days after the later of the meeting and the last action's closing. */
function isOpen(listed: CaseEvent, { meetings, actions, updates }: Proceedings, now: number): boolean {
  const closings = actions.filter((action) => sharesProceeding('marac', action, listed)).map((action) => closedAt(action, updates))
  if (closings.includes(undefined)) return true
  const held = meetings.filter((meeting) => sharesProceeding('marac', meeting, listed)).flatMap((meeting) => moments(meeting, 'heard_on'))
  return now <= Math.max(...moments(listed, 'meeting_on'), ...held, ...closings.map(Number)) + WINDOW
}

/** The listings of a case that link agencies to it now. `counts`: false for what was replaced, retracted or erased. */
export function openListings(events: CaseEvents, counts: (event: CaseEvent) => boolean, now: number): readonly Listing[] {
  const of = (type: string): readonly CaseEvent[] => events.ofType(type).filter(counts)
  const lists = of('marac.case-listed')
  const proceedings: Proceedings = { meetings: of('marac.case-heard'), actions: of('marac.action-agreed'), updates: of('marac.action-updated') }
  const isLatest = (listed: CaseEvent): boolean =>
    quoted(listed, 'marac').length === 0 || newest(lists.filter((other) => sharesProceeding('marac', other, listed))) === listed
  return lists
    .filter((listed) => isLatest(listed) && ON_LIST.has(fact(listed.index, 'list_status')[0] ?? '') && isOpen(listed, proceedings, now))
    .map((listed) => ({ listed, coordinator: listed.index.agency, typesAsked: new Set(fact(listed.index, 'agencies_asked')) }))
}

/** True when a listing links an agency: it coordinates, or its type was asked and it shares an area with the coordinator. */
export function listingLinks({ coordinator, typesAsked }: Listing, agency: string, agencies: Agencies): boolean {
  if (agency === coordinator) return true
  const [own, coordinating] = [agencies.get(agency), agencies.get(coordinator)]
  return own !== undefined && coordinating !== undefined && typesAsked.has(own.type) && own.areas.some((area) => coordinating.areas.includes(area))
}
