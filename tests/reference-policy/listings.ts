import { lives, type Fates } from './gone.ts'
import { endOf } from './moments.ts'
import { began, numberedAfter, ofType, value, values, type Asked, type Said } from './record.ts'

const ON_THE_LIST = ['listed', 'emergency_meeting', 'deferred']
const CLOSED = ['completed', 'not_possible_reason', 'superseded']
const DAYS_AFTER = 28
const DAY = 24 * 3_600_000

const tokens = ({ index }: Said, kind: string): readonly string[] =>
  index.proceedings.filter((quoted) => quoted.kind === kind).map(({ token }) => token)
const sameProceeding = (kind: string, one: Said, other: Said): boolean => tokens(one, kind).some((token) => tokens(other, kind).includes(token))

/** The event that says it happened last; of those that say the same, the one numbered last. */
const newest = (events: readonly Said[]): Said | undefined => events.toSorted((one, other) =>
  began(one)[0] - began(other)[0] || (numberedAfter(one, other) ? 1 : -1)).at(-1)

const moments = (event: Said, field: string): readonly number[] => values(event, field).map(endOf)

/** When an action was closed; Infinity while it is open. */
function closingOf(action: Said, updates: readonly Said[]): number {
  const last = newest(updates.filter((update) => sameProceeding('action', update, action)))
  if (last === undefined || !CLOSED.includes(value(last, 'status') ?? '')) return Infinity
  return Math.max(began(last)[1], ...moments(last, 'updated_on'))
}

/** The MARAC lists that link agencies now: while an action is open, and 28 days after the later of the meeting and the last closing. */
export function openLists(asked: Asked, fates: Fates): readonly Said[] {
  const living = (type: string): readonly Said[] => ofType(asked, type).filter((event) => lives(fates, event))
  const lists = living('marac.case-listed')
  return lists.filter((list) => {
    const ofMeeting = (type: string) => living(type).filter((event) => sameProceeding('marac', event, list))
    const last = tokens(list, 'marac').length === 0 ? list : newest(lists.filter((other) => sameProceeding('marac', other, list)))
    const closings = ofMeeting('marac.action-agreed').map((action) => closingOf(action, living('marac.action-updated')))
    const held = ofMeeting('marac.case-heard').flatMap((heard) => moments(heard, 'heard_on'))
    const ends = Math.max(...moments(list, 'meeting_on'), ...held, ...closings)
    return last === list && ON_THE_LIST.includes(value(list, 'list_status') ?? '') && asked.now <= ends + DAYS_AFTER * DAY
  })
}

/** True when a list links an agency: it coordinates, or its type was asked and it shares an area with the coordinator. */
export function linksTo({ input: { agencies } }: Asked, list: Said, agency: string): boolean {
  const [own, coordinator] = [agencies.get(agency), agencies.get(list.index.agency)]
  if (agency === list.index.agency) return true
  return own !== undefined && coordinator !== undefined && values(list, 'agencies_asked').includes(own.type)
    && own.areas.some((area) => coordinator.areas.includes(area))
}

/** The lists that link the reader's agency: it coordinates, or its type was asked and it shares an area with the coordinator. */
export function listsOf(asked: Asked, fates: Fates): readonly Said[] {
  return openLists(asked, fates).filter((list) => linksTo(asked, list, asked.input.request.reader.agency))
}
