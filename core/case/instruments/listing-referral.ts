import type { CaseEvent } from '../case-events.ts'
import { entryOf } from '../entry-of.ts'
import { moments } from '../listing.ts'
import { broughtTo, isToMaracOf, listedAt } from '../receiving-marac.ts'
import { byPublication } from '../versions.ts'
import { longestAfter, publishedAt, accessAfter, type Meetings } from './listing-access.ts'

/** What a listing rests on. */
export interface Referred {
  /** Another agency brought the case to its MARAC. */
  readonly referred: boolean
  /** The last moment for which it can give access, whatever the meeting has to do. */
  readonly atMost: number
  /** When the newest was published that brought the case to this MARAC; -Infinity where nothing did. */
  readonly lastReferral: number
}

/** Listings one after another without a gap in the access that they give. What comes after a gap is a repeat. */
interface Run {
  readonly lists: readonly CaseEvent[]
  /** When the last listing of the run before was published: a repeat needs what brought the case after that. */
  readonly after: number
  readonly firstMeeting: number
}

function runsOf(lists: readonly CaseEvent[], meetings: Meetings): readonly Run[] {
  const { newestOfId, marks: marksOf } = meetings
  const sorted = lists.toSorted(byPublication)
  const marks = [...new Set(sorted.map(newestOfId))]
    .flatMap((id) => marksOf(id).map((mark) => ({ id, ...mark })))
    .sort((one, other) => one.published - other.published)
  const runs: { lists: CaseEvent[]; after: number; firstMeeting: number }[] = []
  /** The MARAC ids of the run, and until when what was said of them gives access. */
  let ids = new Set<CaseEvent>()
  let reach = -Infinity
  let at = 0
  for (const listed of sorted) {
    const published = publishedAt(listed)
    const id = newestOfId(listed)
    for (let mark = marks[at]; mark !== undefined && mark.published < published; mark = marks[++at])
      if (ids.has(mark.id)) reach = Math.max(reach, accessAfter(mark.until))
    const run = runs.at(-1)
    const first = meetings.firstMeeting(listed)
    if (run === undefined || published > Math.min(reach, longestAfter(run.firstMeeting))) {
      const last = run?.lists.at(-1)
      runs.push({ lists: [listed], after: last === undefined ? -Infinity : publishedAt(last), firstMeeting: first })
      ids = new Set()
      reach = -Infinity
    } else {
      run.lists.push(listed)
      run.firstMeeting = Math.min(run.firstMeeting, first)
    }
    if (!ids.has(id)) for (const mark of marksOf(id)) if (mark.published < published) reach = Math.max(reach, accessAfter(mark.until))
    ids.add(id)
    for (const moment of moments(listed, 'meeting_on')) reach = Math.max(reach, accessAfter(moment))
  }
  return runs
}

/** What brings a case to a MARAC, found by the ids of the MARAC that it is for. */
function byMaracId(bringing: readonly CaseEvent[]): (listed: CaseEvent) => readonly CaseEvent[] {
  const found = new Map<string, CaseEvent[]>()
  for (const event of bringing) for (const key of broughtTo(event)) entryOf(found, key, () => []).push(event)
  return (listed) => [...new Set(listedAt(listed).flatMap((key) => found.get(key) ?? []))]
}

/**
 * What each listing of one agency rests on (domain model D.11 (6) and (8)). What brings a case to a MARAC id gives effect to the listings of that id; what
 * only names the agency, to its listings of ids that nobody brought: they count as one, so that a new id needs a new referral as a repeat does.
 * `bringing`: what other agencies published to bring the case to a MARAC.
 */
export function referredListings(
  lists: readonly CaseEvent[],
  bringing: readonly CaseEvent[],
  meetings: Meetings,
): ReadonlyMap<CaseEvent, Referred> {
  const ofId = byMaracId(bringing)
  const [unbound, bound] = [lists.filter((listed) => ofId(listed).length === 0), lists.filter((listed) => ofId(listed).length > 0)]
  const taken = new Set(bound.flatMap(ofId))
  const [one] = unbound
  const byName = one === undefined ? [] : bringing.filter((event) => !taken.has(event) && isToMaracOf(event, one))
  const groups = [...Map.groupBy(bound, meetings.newestOfId)].map(([newest, group]) => ({ group, by: ofId(newest) }))
  return new Map(
    [...groups, { group: unbound, by: byName }].flatMap(({ group, by }) => {
      const lastReferral = by.reduce((last, event) => Math.max(last, publishedAt(event)), -Infinity)
      return runsOf(group, meetings).flatMap(({ lists: of, after, firstMeeting }) =>
        of.map((listed): [CaseEvent, Referred] => [
          listed,
          { referred: lastReferral > after, atMost: longestAfter(firstMeeting), lastReferral },
        ]),
      )
    }),
  )
}
