import { monthsAfter } from '../time/calendar.ts'
import { daysBetween } from '../time/shift.ts'
import { counted, gravest, groupOf, groupsOf, isAbusive, isBreach, tacticsOf, type GravityOf } from './counted.ts'
import { daysOf, isWithin, monthOfItem } from './days.ts'
import type { ItemAgency, PatternItem } from './item.ts'
import type { Counted, Headline, TacticCell, Tactics } from './pattern.ts'
import type { People } from './people.ts'
import type { Level } from './views.ts'

const HEADLINE_MONTHS = 6

const textOrder = (one: string | null, other: string | null): number => (one === other ? 0 : (one ?? '~') < (other ?? '~') ? -1 : 1)

const agencyKey = ({ id, name, type }: ItemAgency): string => JSON.stringify([id, name, type])

const BESIDE: Readonly<Record<string, 'alert' | 'court_outcome'>> = {
  'monitoring.alert-raised': 'alert',
  'justice.court-outcome-recorded': 'court_outcome',
}

interface Place {
  readonly group: string | null
  readonly month: string
  readonly person: string | null
  readonly agency: ItemAgency | null
  readonly item: PatternItem
}

/** The places of an event: one for each of its groups and people. */
function placesOf(item: PatternItem, people: People, isReduced: boolean): readonly Place[] {
  const groups = groupsOf(item)
  const persons = isReduced ? [] : people.of(item).map(({ id }) => id)
  return (groups.length === 0 ? [null] : groups).flatMap((group) =>
    (persons.length === 0 ? [null] : persons).map((person) => ({
      group,
      month: monthOfItem(item),
      person,
      agency: isReduced ? null : item.agency,
      item,
    })),
  )
}

const cellOf = (places: readonly Place[]): TacticCell => {
  const [{ group, month, person, agency }] = places as readonly [Place, ...Place[]]
  const items = places.map(({ item }) => item)
  const codes = [
    ...new Set(items.flatMap((item) => tacticsOf(item).filter((tactic) => tactic !== group && groupOf(tactic) === group))),
  ].toSorted()
  return {
    group,
    month,
    person,
    agency,
    ...counted(items),
    tactics: codes.map((tactic) => ({ tactic, events: counted(items.filter((item) => tacticsOf(item).includes(tactic))).events })),
  }
}

/** Events by group, each event once a group, the most first. */
function byGroup(
  items: readonly PatternItem[],
): readonly (Counted & { readonly group: string | null; readonly items: readonly PatternItem[] })[] {
  const groups = Map.groupBy(
    items.flatMap((item) => (groupsOf(item).length === 0 ? [null] : groupsOf(item)).map((group) => ({ group, item }))),
    ({ group }) => group,
  )
  return [...groups]
    .map(([group, found]) => ({ group, items: found.map(({ item }) => item), ...counted(found.map(({ item }) => item)) }))
    .toSorted((one, other) => other.count - one.count || textOrder(one.group, other.group))
}

/**
 * What he did: events by tactic group, month, harmed person and agency (domain model G.1, pattern map). Counts are of events, not of severity, and none is of what she did. A
 * reduced view has neither people nor agencies.
 */
export function tacticsView(
  all: readonly PatternItem[],
  people: People,
  gravityOf: GravityOf,
  { level, asOf, from }: { readonly level: Level; readonly asOf: string; readonly from: string | undefined },
): Tactics | null {
  if (level === 'none') return null
  const isReduced = level === 'reduced'
  const inRange = all.filter((item) => isWithin(item, from ?? '0000-01-01', asOf))
  const items = inRange.filter(isAbusive)
  const cells = Map.groupBy(
    items.flatMap((item) => placesOf(item, people, isReduced)),
    ({ group, month, person, agency }) => JSON.stringify([group, month, person, agency && agencyKey(agency)]),
  )
  const named = new Set(people.all.flatMap(({ id, named }) => (named ? [id] : [])))
  const groups = byGroup(items)
  return {
    counted_from: from ?? null,
    total: counted(items),
    cells: [...cells.entries()]
      .toSorted(([one], [other]) => textOrder(one, other))
      .map(([, places]) => cellOf(places))
      .toSorted((one, other) => textOrder(one.group, other.group) || textOrder(one.month, other.month)),
    groups: groups.map(({ group, count, events, items: own }) => ({
      group,
      count,
      events,
      gravity: gravestIn(own, group, gravityOf),
    })),
    agencies: isReduced ? [] : byAgency(items),
    across: isReduced
      ? []
      : groups.flatMap(({ group, count, events, items: own }) => {
          const against = [...new Set(own.flatMap((item) => people.of(item).map(({ id }) => id)))].filter((id) => named.has(id)).toSorted()
          return group === null || against.length < 2 ? [] : [{ group, count, events, people: against }]
        }),
    beside: beside(inRange, isReduced),
  }
}

const gravestIn = (items: readonly PatternItem[], group: string | null, gravityOf: GravityOf): number | null =>
  gravest(items, (tactic) => (groupOf(tactic) === group ? gravityOf(tactic) : undefined))?.weight ?? null

function byAgency(items: readonly PatternItem[]): Tactics['agencies'] {
  const found = Map.groupBy(items, (item) => JSON.stringify([agencyKey(item.agency), monthOfItem(item)]))
  return [...found]
    .toSorted(([one], [other]) => textOrder(one, other))
    .flatMap(([, own]) => {
      const [first] = own
      return first === undefined
        ? []
        : [{ agency: first.agency, month: monthOfItem(first), ...counted(own), breaches: counted(own.filter(isBreach)) }]
    })
}

function beside(items: readonly PatternItem[], isReduced: boolean): Tactics['beside'] {
  const found = Map.groupBy(
    items.filter(({ type }) => type in BESIDE),
    (item) => JSON.stringify([BESIDE[item.type], monthOfItem(item), isReduced ? null : agencyKey(item.agency)]),
  )
  return [...found]
    .toSorted(([one], [other]) => textOrder(one, other))
    .flatMap(([, own]) => {
      const [first] = own
      const kind = first && BESIDE[first.type]
      return first === undefined || kind === undefined
        ? []
        : [{ kind, month: monthOfItem(first), agency: isReduced ? null : first.agency, ...counted(own) }]
    })
}

/** Days between two events that are dated to the day; null where either is not. */
function daysApart(one: PatternItem, other: PatternItem): number | null {
  const [left, right] = [daysOf(one), daysOf(other)]
  return left.first === left.last && right.first === right.last ? daysBetween(left.first, right.first) : null
}

/** The numbers of a sentence about the last six months: groups, and breaches with the days between them. */
export function headline(all: readonly PatternItem[], asOf: string): Headline {
  const since = monthsAfter(asOf, -HEADLINE_MONTHS)
  const items = all.filter((item) => isAbusive(item) && isWithin(item, since, asOf))
  const breaches = items.filter(isBreach)
  return {
    since,
    groups: byGroup(items).flatMap(({ group, count, events }) => (group === null ? [] : [{ group, count, events }])),
    breaches: counted(breaches),
    days_between: breaches.slice(1).flatMap((breach, at) => {
      const before = breaches[at]
      return before === undefined ? [] : [daysApart(before, breach)]
    }),
  }
}
