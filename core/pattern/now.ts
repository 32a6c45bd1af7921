import { daysAfter, monthsAfter } from '../time/calendar.ts'
import { dayOf } from '../time/london.ts'
import { byDay, daysOfText, shownDay } from './days.ts'
import { codesIn, textIn, type PatternItem } from './item.ts'
import { isOpen } from './ledger.ts'
import type { LedgerRow, Now, Order } from './pattern.ts'

type Where = NonNullable<Now['custody']>['where']

/** Where he is after what an event says; a code that is not here says nothing of it. */
const WHERE: Readonly<Record<string, Readonly<Record<string, Where>>>> = {
  'justice.custody-status-changed': {
    remanded: 'in_custody',
    sentenced: 'in_custody',
    recalled: 'in_custody',
    released_licence: 'in_the_community',
    released_end_sentence: 'in_the_community',
    released_hdc: 'in_the_community',
    temporary_absence: 'in_the_community',
    released_to_hospital: 'not_known',
    in_custody: 'in_custody',
    in_the_community: 'in_the_community',
    not_known: 'not_known',
  },
  'justice.court-outcome-recorded': { sentence_custody: 'in_custody' },
  'bail.decided': { refused_detained: 'in_custody', remanded: 'in_custody' },
}
const FIELD: Readonly<Record<string, string>> = {
  'justice.custody-status-changed': 'status',
  'justice.court-outcome-recorded': 'outcome',
  'bail.decided': 'decision',
}
const ON_LICENCE: ReadonlySet<string> = new Set(['released_licence', 'released_hdc', 'temporary_absence', 'recall_considered_not_made'])

const statusOf = (item: PatternItem): string | undefined => {
  const field = FIELD[item.type]
  return field === undefined ? undefined : textIn(item, field)
}

/** Decisions and results after which somebody who was held until then, and not sentenced, is not: released by the one; of the other it is not said. */
const RELEASED: ReadonlySet<string> = new Set([
  'granted_conditional',
  'granted_unconditional',
  'released_under_investigation',
  'post_charge_conditional',
])
const DECIDED: ReadonlySet<string> = new Set([
  'acquitted',
  'discontinued',
  'bind_over',
  'sentence_community',
  'sentence_suspended',
  'sentence_fine_discharge',
])
const HELD: ReadonlySet<string> = new Set(['remanded', 'refused_detained'])

/** Where he is after a status; undefined where it says nothing of it. `before`: the status that told it until then. */
function whereAfter(type: string, status: string, before: string | null): Where | undefined {
  const said = WHERE[type]?.[status]
  if (said !== undefined || before === null || !HELD.has(before)) return said
  if (RELEASED.has(status)) return 'in_the_community'
  return DECIDED.has(status) ? 'not_known' : undefined
}

/** Where he is, by the newest event that says it. Bail releases who was held for a charge, and nobody from a sentence. */
function custody(items: readonly PatternItem[]): Now['custody'] {
  let found: Now['custody'] = null
  let before: string | null = null
  for (const item of items) {
    const status = statusOf(item)
    const where = status === undefined ? undefined : whereAfter(item.type, status, before)
    if (status === undefined || where === undefined) continue
    found = { where, status, since: shownDay(item), event: item.id }
    before = status
  }
  return found
}

/** The licence that he is on: he was last released on one, and not recalled, or taken into custody, since. */
function licence(items: readonly PatternItem[], where: Now['custody']): Now['licence'] {
  if (where?.where !== 'in_the_community' || !ON_LICENCE.has(where.status ?? '')) return null
  const conditioned = items.findLast(
    (item) => item.type === 'justice.custody-status-changed' && codesIn(item, 'licence_conditions').length > 0,
  )
  const since = items.findLast(({ id }) => id === where.event)
  return {
    conditions: conditioned === undefined ? [] : codesIn(conditioned, 'licence_conditions'),
    since: where.since,
    event: (conditioned ?? since)?.id ?? where.event,
  }
}

/** Overrides that have not ended: until the end of their last day. */
const overrides = (items: readonly PatternItem[], asOf: string): Now['overrides'] =>
  items
    .filter(({ type }) => type === 'consent.override-recorded')
    .map((item) => ({
      event: item.id,
      agency: item.agency,
      purposes: codesIn(item, 'purposes'),
      classes: codesIn(item, 'classes'),
      ends: textIn(item, 'expires_on') ?? null,
    }))
    .filter(({ ends }) => ends === null || daysOfText(ends).last >= asOf)

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

function listings(items: readonly PatternItem[], asOf: string): Now['listings'] {
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

/** What is in force on a day, as far as is shown: where he is, his licence, orders, bail and tags, overrides, listings, and what is asked of him. */
export function nowView(items: readonly PatternItem[], orders: readonly Order[], rows: readonly LedgerRow[], asOf: string): Now {
  const where = custody(items)
  return {
    custody: where,
    licence: licence(items, where),
    in_force: orders.filter(({ in_force: state }) => state !== 'no'),
    overrides: overrides(items, asOf),
    listings: listings(items, asOf),
    expectations: rows.filter(isOpen),
  }
}
