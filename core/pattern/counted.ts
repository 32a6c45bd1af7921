import { byDay, daysOf } from './days.ts'
import { codesIn, saidOf, textIn, type PatternItem } from './item.ts'
import type { Counted, NotCounted } from './pattern.ts'

/** Ids of items, each once, the oldest item first, with their number. */
export function counted(items: Iterable<PatternItem>): Counted {
  const events = [...new Map([...items].toSorted(byDay).map((item) => [item.id, item])).keys()]
  return { count: events.length, events }
}

/** Events that an assessment of counter-allegations, shown to this reader, finds to be the other party's acts: they are recorded the wrong way round until people relink them. */
function turnedRound(items: readonly PatternItem[]): ReadonlySet<string> {
  const assessments = items.filter(({ type, state }) => type === 'behaviour.counter-allegation-assessed' && state !== 'tombstone')
  const newest = new Map(
    assessments
      .toSorted(byDay)
      .flatMap((item) => codesIn(item, 'linked_events').map((event) => [event, textIn(item, 'assessment_result')] as const)),
  )
  return new Set([...newest].filter(([, result]) => result === 'other_party_primary').map(([event]) => event))
}

/** What counts, oldest first, and what does not and why. */
export interface Sorted {
  readonly items: readonly PatternItem[]
  readonly left: readonly NotCounted[]
}

/**
 * Which of the items that a reader is shown count, on a day. Never: what was withdrawn or erased (a tombstone), what a dispute restricts the use of, an instrument without effect, and
 * acts that an assessment found to be the other party's. What is contested without a restriction, late, or under review counts, and its marks are on the item. What was
 * replaced is no item: its correction is. What happened after the day is not of the pattern of that day, and is in neither list.
 */
export function sorted(all: readonly PatternItem[], asOf: string): Sorted {
  const other = turnedRound(all)
  const why = ({ id, state, use_restricted: restricted, not_in_effect: without }: PatternItem): NotCounted['why'] | undefined =>
    state === 'tombstone'
      ? 'withdrawn'
      : restricted === true
        ? 'use_restricted'
        : without === true
          ? 'not_in_effect'
          : other.has(id)
            ? 'other_party_primary'
            : undefined
  const until = all.filter((item) => daysOf(item).first <= asOf).toSorted(byDay)
  return {
    items: until.filter((item) => why(item) === undefined),
    left: until.flatMap((item) => {
      const reason = why(item)
      return reason === undefined ? [] : [{ event: item.id, why: reason }]
    }),
  }
}

/** What he did, by type, and the field that says by which tactics. What she did to be safe names tactics too, and is of none of these types. */
const TACTIC_FIELD: Readonly<Record<string, string>> = {
  'behaviour.incident-recorded': 'tactics',
  'behaviour.pattern-observed': 'tactics',
  'behaviour.child-impact-recorded': 'tactics',
  'bail.breached': 'behaviour',
  'order.breached': 'behaviour',
}

/** True of an abusive event: an act, a pattern, its effect on a child, or a breach of bail or an order. An alert of a tag is none: what came of it is an event of its own. */
export const isAbusive = ({ type }: PatternItem): boolean => type in TACTIC_FIELD

/** True of a breach of bail or of an order. */
export const isBreach = ({ type }: PatternItem): boolean => type === 'bail.breached' || type === 'order.breached'

/** The tactics of an abusive event, as codes, or as groups where no more is shown. */
export const tacticsOf = (item: PatternItem): readonly string[] => {
  const field = TACTIC_FIELD[item.type]
  return field === undefined ? [] : codesIn(item, field)
}

/** A tactic's group: its code before the dot. */
export const groupOf = (tactic: string): string => tactic.split('.')[0] ?? tactic

/** The groups of an event, each once. */
export const groupsOf = (item: PatternItem): readonly string[] => [...new Set(tacticsOf(item).map(groupOf))]

/** The weight of a tactic from 1 to 10, as the code list has it; undefined of a group. */
export type GravityOf = (tactic: string) => number | undefined

/** The gravest tactic of events that is shown by its code, with its weight. */
export function gravest(
  items: readonly PatternItem[],
  gravityOf: GravityOf,
): { readonly tactic: string; readonly weight: number } | undefined {
  const weighed = items
    .flatMap(tacticsOf)
    .flatMap((tactic) => {
      const weight = gravityOf(tactic)
      return weight === undefined ? [] : [{ tactic, weight }]
    })
    .toSorted((one, other) => other.weight - one.weight || (one.tactic < other.tactic ? -1 : 1))
  return weighed[0]
}

/** The basis of an item as it is shown. */
export const basisOf = (item: PatternItem): unknown => saidOf(item, 'assertion').basis
