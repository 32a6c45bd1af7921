import type { AgencyId } from '../../../schemas/ids.ts'
import { londonDate } from '../../time/london.ts'
import { monthsAfter } from '../../time/calendar.ts'
import type { CaseEvent, CaseEvents } from '../case-events.ts'
import { entryOf } from '../entry-of.ts'
import { fact } from '../index-part.ts'
import { CLOSED, moments, newest, quoting, type OverdueAction, type Quoting } from '../listing.ts'
import { beginning, endOf } from '../moments.ts'

const DAY = 24 * 3_600_000
/** How long a listing gives access after the last thing that its meeting has to do. */
const AFTER = 28 * DAY
/** How long an action that nobody closes counts after its due date. */
const UNCLOSED = 56 * DAY
const MOST_MONTHS = 12

/** The end of the day a year after the first meeting: no listing gives access for longer. */
export const longestAfter = (firstMeeting: number): number => endOf(monthsAfter(londonDate(firstMeeting), MOST_MONTHS))

/** A moment up to which a meeting has something to do, and when its agency said so. */
export interface Mark {
  readonly published: number
  readonly until: number
}

/** Of the listings of one agency: when the meetings are, and how long they have something to do (domain model D.11 (8)). */
export interface Meetings {
  /** The agency's listings of the same MARAC id, the one given among them. */
  readonly sameId: (listed: CaseEvent) => readonly CaseEvent[]
  /** The newest of those. */
  readonly newestOfId: (listed: CaseEvent) => CaseEvent
  /** First of the meetings that were held or are planned under the listing's MARAC id. */
  readonly firstMeeting: (listed: CaseEvent) => number
  /** What the agency says of the listing's MARAC id beside its listings. */
  readonly marks: (listed: CaseEvent) => readonly Mark[]
  /** The last moment at which a listing gives access by its meeting and its actions alone, before any bound (milliseconds since the Unix epoch). */
  readonly accessOf: (listed: CaseEvent) => number
  /** The actions of its meeting that are open past their due date at a moment. */
  readonly overdue: (listed: CaseEvent, now: number) => readonly OverdueAction[]
}

const largest = (values: Iterable<number>): number => {
  let found = -Infinity
  for (const value of values) found = Math.max(found, value)
  return found
}
const smallest = (values: Iterable<number>): number => {
  let found = Infinity
  for (const value of values) found = Math.min(found, value)
  return found
}

/** The last moment at which a listing gives access, where `moment` is the last that its meeting has to do. Milliseconds since the Unix epoch. */
export const accessAfter = (moment: number): number => moment + AFTER

export const publishedAt = ({ index }: CaseEvent): number => Date.parse(index.published_at)

const closes = (update: CaseEvent): boolean => CLOSED.has(fact(update.index, 'status')[0] ?? '')
const closing = (update: CaseEvent): number => Math.max(beginning(update.index)[1], ...moments(update, 'updated_on'))
const dueOf = (action: CaseEvent): number => moments(action, 'due')[0] ?? beginning(action.index)[1]
const ownerOf = (action: CaseEvent): string | undefined => fact(action.index, 'owner')[0]

/**
 * The meetings of an agency. Its own events say what they are; of its actions the owner also says that they are done, which ends access earlier and never later:
 * only the MARAC that listed a case extends who sees it.
 */
export function meetingsOf(agency: AgencyId, events: CaseEvents, counts: (event: CaseEvent) => boolean): Meetings {
  const of = (type: string): readonly CaseEvent[] => events.ofType(type).filter(counts)
  const own = (type: string): readonly CaseEvent[] => of(type).filter(({ index }) => index.agency === agency)
  const lists = quoting('marac', own('marac.case-listed'))
  const held = quoting('marac', own('marac.case-heard'))
  const actions = quoting('marac', own('marac.action-agreed'))
  const updates = new Map<string, Quoting>()
  const updatesBy = (by: string): Quoting =>
    entryOf(updates, by, () =>
      quoting(
        'action',
        of('marac.action-updated').filter(({ index }) => index.agency === by),
      ),
    )
  const closedAt = (action: CaseEvent): number | undefined => {
    const owner = ownerOf(action)
    const said = updatesBy(agency).newestSharedWith(action)
    if (said !== undefined && closes(said)) return closing(said)
    const done = owner === undefined || owner === agency ? undefined : updatesBy(owner).newestSharedWith(action)
    if (done === undefined || !closes(done) || newest([done, ...(said === undefined ? [] : [said])]) !== done) return undefined
    return Math.min(closing(done), dueOf(action) + UNCLOSED)
  }
  const ends = new Map<CaseEvent, number>()
  const endOfAction = (action: CaseEvent): number => entryOf(ends, action, () => closedAt(action) ?? dueOf(action) + UNCLOSED)
  const heldOf = (listed: CaseEvent): readonly number[] => held.sharedWith(listed).flatMap((meeting) => moments(meeting, 'heard_on'))
  const sameId = (listed: CaseEvent): readonly CaseEvent[] => {
    const same = lists.sharedWith(listed)
    return same.length === 0 ? [listed] : same
  }
  return {
    sameId,
    newestOfId: (listed) => lists.newestSharedWith(listed) ?? listed,
    firstMeeting: (listed) => smallest([...sameId(listed).flatMap((other) => moments(other, 'meeting_on')), ...heldOf(listed)]),
    marks: (listed) => [
      ...held.sharedWith(listed).map((meeting) => ({ published: publishedAt(meeting), until: largest(moments(meeting, 'heard_on')) })),
      ...actions.sharedWith(listed).map((action) => ({ published: publishedAt(action), until: endOfAction(action) })),
    ],
    accessOf: (listed) =>
      accessAfter(largest([...moments(listed, 'meeting_on'), ...heldOf(listed), ...actions.sharedWith(listed).map(endOfAction)])),
    overdue: (listed, now) =>
      actions
        .sharedWith(listed)
        .filter((action) => dueOf(action) < now && closedAt(action) === undefined)
        .map((action) => ({ action, owner: ownerOf(action) })),
  }
}
