import { byDay, daysOf, daysOfText, shownDay } from './days.ts'
import { codesIn, textIn, type PatternItem } from './item.ts'
import type { Breach, InForce, Order, Orders } from './pattern.ts'

/** How one kind of restriction is told: the events that say it, its reference, and which of their codes mean that it is in force or over. */
interface Kind {
  readonly kind: Order['kind']
  readonly ref: string
  readonly types: readonly string[]
  readonly breached: readonly string[]
  readonly alerts: readonly string[]
  readonly typeField: string
  readonly conditionField: string
  readonly conditionsField: string
  readonly ends: string
  /** The field whose code says how it stands, and the codes. */
  readonly status: string
  readonly over: ReadonlySet<string>
  readonly notYet: ReadonlySet<string>
  /** Codes after which an end that was said before may be another. */
  readonly moved: ReadonlySet<string>
}

const ORDER: Kind = {
  kind: 'order',
  ref: 'order_id',
  types: ['order.made', 'order.status-changed'],
  breached: ['order.breached'],
  alerts: [],
  typeField: 'order_type',
  conditionField: 'requirement',
  conditionsField: 'requirements',
  ends: 'expires_on',
  status: 'status',
  over: new Set(['refused', 'discharged', 'expired']),
  notYet: new Set(['applied']),
  moved: new Set(['extended']),
}

const BAIL: Kind = {
  kind: 'bail',
  ref: 'bail_id',
  types: ['bail.decided'],
  breached: ['bail.breached'],
  alerts: [],
  typeField: 'decision',
  conditionField: 'condition',
  conditionsField: 'conditions',
  ends: 'applies_until',
  status: 'decision',
  over: new Set(['released_under_investigation', 'refused_detained', 'ended_charged', 'ended_nfa', 'remanded']),
  notYet: new Set(),
  moved: new Set(['extended_inspector', 'extended_superintendent', 'extended_court', 'post_charge_conditional']),
}

const TAG: Kind = {
  kind: 'tag',
  ref: 'em_id',
  types: ['monitoring.status-changed'],
  breached: [],
  alerts: ['monitoring.alert-raised'],
  typeField: 'regime',
  conditionField: 'alert',
  conditionsField: 'em_types',
  ends: 'ends_on',
  status: 'status',
  over: new Set(['not_fitted', 'suspended', 'ended', 'removed_without_authority']),
  notYet: new Set(['ordered']),
  moved: new Set(),
}

const KINDS: readonly Kind[] = [ORDER, BAIL, TAG]

const breachOf =
  ({ conditionField }: Kind) =>
  (item: PatternItem): Breach => ({
    event: item.id,
    on: shownDay(item),
    condition: textIn(item, conditionField) ?? null,
    response: textIn(item, 'response') ?? null,
    agency: item.agency,
  })

const lastSaid = <Value>(items: readonly PatternItem[], say: (item: PatternItem) => Value | undefined): Value | undefined =>
  items.map(say).findLast((value) => value !== undefined)

/** The end that was said last, unless something later moved it without saying to when. */
function endOf({ ends, status, moved }: Kind, said: readonly PatternItem[]): string | null {
  const at = said.findLastIndex((item) => textIn(item, ends) !== undefined)
  const found = said[at]
  if (found === undefined || said.slice(at + 1).some((item) => moved.has(textIn(item, status) ?? ''))) return null
  return textIn(found, ends) ?? null
}

/** Whether it is in force on a day, as far as is shown: not known where only an application, or no decision, is shown. */
function inForce({ kind, over, notYet, status }: Kind, said: readonly PatternItem[], ends: string | null, asOf: string): InForce {
  const code = lastSaid(said, (item) => textIn(item, status))
  if (code !== undefined && over.has(code)) return 'no'
  if (ends !== null && daysOfText(ends).last < asOf) return 'no'
  if (code !== undefined && notYet.has(code)) return said.some(({ type }) => type === 'order.made') ? 'yes' : 'no'
  if (kind !== 'order' && code === undefined) return 'not_known'
  return kind === 'order' && code !== 'interim_made' && !said.some(({ type }) => type === 'order.made') ? 'not_known' : 'yes'
}

function orderOf(kind: Kind, items: readonly PatternItem[], asOf: string): Order {
  const said = items.filter(({ type }) => kind.types.includes(type))
  const [first] = said.length === 0 ? items : said
  if (first === undefined) throw new TypeError('An order of no event')
  const ends = endOf(kind, said)
  const conditions = said.map((item) => codesIn(item, kind.conditionsField)).findLast((codes) => codes.length > 0) ?? []
  return {
    kind: kind.kind,
    ref: textIn(first, kind.ref) ?? null,
    type: lastSaid(items, (item) => textIn(item, kind.typeField)) ?? null,
    conditions,
    agency: first.agency,
    begins: shownDay(first),
    ends,
    in_force: said.length === 0 ? 'not_known' : inForce(kind, said, ends, asOf),
    last: lastSaid(said, (item) => textIn(item, kind.status)) ?? null,
    breaches: items.filter(({ type }) => kind.breached.includes(type)).map(breachOf(kind)),
    alerts: items.filter(({ type }) => kind.alerts.includes(type)).map(breachOf(kind)),
    wraparound:
      kind.kind === 'tag'
        ? {
            programme: lastSaid(said, (item) => textIn(item, 'wraparound_programme')) ?? null,
            support: lastSaid(said, (item) => textIn(item, 'wraparound_support')) ?? null,
          }
        : null,
    events: items.map(({ id }) => id),
  }
}

const RANK: Readonly<Record<InForce, number>> = { yes: 0, not_known: 1, no: 2 }

/**
 * Orders, bail and tags with their ends, conditions and breaches: events that name the same reference are of one; one whose reference is not shown stands alone. What is
 * in force is as of a day. A breach of something whose making is not shown is of an order of its own that is not known to be in force; one without a reference is in
 * `breaches` alone.
 */
export function ordersView(items: readonly PatternItem[], asOf: string): Orders {
  const orders = KINDS.flatMap((kind) => {
    const own = items.filter(({ type }) => [...kind.types, ...kind.breached, ...kind.alerts].includes(type))
    const byRef = Map.groupBy(
      own.filter((item) => textIn(item, kind.ref) !== undefined || kind.types.includes(item.type)),
      (item) => textIn(item, kind.ref) ?? `event ${item.id}`,
    )
    return [...byRef.values()].map((found) => orderOf(kind, found.toSorted(byDay), asOf))
  })
  const loose = [ORDER, BAIL].flatMap((kind) =>
    items.filter((item) => kind.breached.includes(item.type) && textIn(item, kind.ref) === undefined).map(breachOf(kind)),
  )
  const breached = items.filter(({ type }) => [...ORDER.breached, ...BAIL.breached].includes(type))
  const last = breached.reduce<PatternItem | undefined>(
    (found, item) => (found === undefined || daysOf(item).last >= daysOf(found).last ? item : found),
    undefined,
  )
  return {
    items: orders.toSorted(
      (one, other) => RANK[one.in_force] - RANK[other.in_force] || (one.begins === other.begins ? 0 : one.begins < other.begins ? 1 : -1),
    ),
    breaches: loose,
    last_breach: last === undefined ? null : breachOf(last.type === 'bail.breached' ? BAIL : ORDER)(last),
  }
}
