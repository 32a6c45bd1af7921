import { daysAfter, monthsAfter } from '../time/calendar.ts'
import { dayOf } from '../time/london.ts'
import { byDay, daysOfText } from './days.ts'
import { textIn, type PatternItem } from './item.ts'
import type { Now } from './pattern.ts'

const AFTER_MEETING = 28
const AFTER_DUE = 56
const MOST_MONTHS = 12
const CLOSED: ReadonlySet<string> = new Set(['completed', 'not_possible_reason', 'superseded'])
const ON_LIST: ReadonlySet<string> = new Set(['listed', 'emergency_meeting', 'deferred'])

const londonDay = (text: string): string => daysOfText(text.length > 10 ? dayOf(text) : text).last

/** The day on which a MARAC's listing ends (domain model D.11, 8), as far as its meetings and actions are shown; null where a date of them is not. */
function endOfListing(
  listed: readonly PatternItem[],
  heard: readonly PatternItem[],
  actions: readonly PatternItem[],
  updates: readonly PatternItem[],
): string | null {
  const meetings = [...listed.map((item) => textIn(item, 'meeting_on')), ...heard.map((item) => textIn(item, 'heard_on'))]
  const ends = actions.map((action) => {
    const ref = textIn(action, 'action_id')
    const last = updates.filter((update) => ref !== undefined && textIn(update, 'action_id') === ref).at(-1)
    const closed = last !== undefined && CLOSED.has(textIn(last, 'status') ?? '') ? textIn(last, 'updated_on') : undefined
    const due = textIn(action, 'due')
    return closed === undefined ? due && daysAfter(londonDay(due), AFTER_DUE) : daysAfter(londonDay(closed), AFTER_MEETING)
  })
  const met = meetings
    .filter((day) => day !== undefined)
    .map(londonDay)
    .toSorted()
  const [first] = met
  const last = met.at(-1)
  if (first === undefined || last === undefined || meetings.includes(undefined) || ends.includes(undefined)) return null
  const latest = [daysAfter(last, AFTER_MEETING), ...ends.filter((day) => day !== undefined)].toSorted().at(-1) ?? last
  return [latest, monthsAfter(first, MOST_MONTHS)].toSorted()[0] ?? latest
}

/** Listings of a MARAC that are open on a day, as far as is shown. */
export function listings(items: readonly PatternItem[], asOf: string): Now['listings'] {
  const of = (type: string, ref: string): readonly PatternItem[] =>
    items.filter((item) => item.type === type && textIn(item, 'marac_id') === ref)
  const byRef = Map.groupBy(
    items.filter(({ type }) => type === 'marac.case-listed'),
    (item) => textIn(item, 'marac_id') ?? null,
  )
  return [...byRef].flatMap(([ref, listed]) => {
    const last = listed.at(-1)
    const status = last === undefined ? undefined : textIn(last, 'list_status')
    if (last === undefined || (status !== undefined && !ON_LIST.has(status))) return []
    const heard = ref === null ? [] : of('marac.case-heard', ref)
    const actions = ref === null ? [] : of('marac.action-agreed', ref)
    const updates = items.filter(({ type }) => type === 'marac.action-updated')
    const ends = ref === null ? null : endOfListing(listed, heard, actions, updates)
    if (ends !== null && ends < asOf) return []
    return [
      {
        ref,
        meeting_on: textIn(last, 'meeting_on') ?? null,
        status: status ?? null,
        agency: last.agency,
        ends,
        events: [...listed, ...heard, ...actions].toSorted(byDay).map(({ id }) => id),
      },
    ]
  })
}
