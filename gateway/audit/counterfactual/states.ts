import type { Effect, EventDecision } from '../../../policy/decide/decision.ts'

/** What a decision does with an event: one that is not in it is hidden. */
export type ItemState = Effect | 'hidden'

/** What a decision does with a part of an event. */
export type PartState = 'allow' | 'reduce' | 'withhold'

/** Each tells more than the one before it. */
const ITEM_STATES: readonly ItemState[] = ['hidden', 'tombstone', 'reduced', 'shown']
const PART_STATES: readonly PartState[] = ['withhold', 'reduce', 'allow']
const DATES: readonly EventDecision['dates'][] = ['month', 'exact']
const PUBLISHERS: readonly EventDecision['publisher'][] = ['masked', 'type', 'named']

/** Parts of one event by owner and class, each with its state; those withheld are left out. */
type Parts = ReadonlyMap<string, PartState>

/** An event as one decision has it. */
export interface ItemAs {
  readonly state: ItemState
  readonly parts: Parts
  /** Undefined where it is hidden. */
  readonly decided: EventDecision | undefined
}

/** How the event of a decision goes out; undefined: it is hidden. */
export function itemAs(decided: EventDecision | undefined): ItemAs {
  const parts = new Map<string, PartState>()
  for (const { owner, class: sensitivity, form } of decided?.parts ?? []) {
    const key = partKey(owner, sensitivity)
    if (parts.get(key) !== 'allow') parts.set(key, form === 'plain' ? 'allow' : 'reduce')
  }
  return { state: decided?.effect ?? 'hidden', parts, decided }
}

const partKey = (owner: string, sensitivity: string): string => `${sensitivity} ${owner}`

/** The class that a key of `ItemAs.parts` is of. */
export const classOfPart = (key: string): string => key.slice(0, key.indexOf(' '))

const isMore = <State>(order: readonly State[], one: State, other: State): boolean => order.indexOf(other) > order.indexOf(one)

/** Whether the second way tells a reader anything of the event that the first does not: that it is there, a part of it, its day, or who published it. */
export function tellsMore(one: ItemAs, other: ItemAs): boolean {
  if (isMore(ITEM_STATES, one.state, other.state)) return true
  for (const [key, state] of other.parts) if (isMore(PART_STATES, one.parts.get(key) ?? 'withhold', state)) return true
  if (one.decided === undefined || other.decided === undefined) return false
  return isMore(DATES, one.decided.dates, other.decided.dates) || isMore(PUBLISHERS, one.decided.publisher, other.decided.publisher)
}
