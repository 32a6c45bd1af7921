import { daysOfText, shownDay } from './days.ts'
import { codesIn, textIn, type PatternItem } from './item.ts'
import { isOpen } from './ledger.ts'
import { listings } from './listings.ts'
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
