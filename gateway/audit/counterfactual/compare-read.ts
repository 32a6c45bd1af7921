import type { Decision, EventDecision } from '../../../policy/decide/decision.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { classOfPart, itemAs, tellsMore, type ItemState, type PartState } from './states.ts'

/** An event of a case that was read, at the version of the read. */
export interface ReadEvent {
  readonly caseLog: CaseLogId
  readonly sequence: number
  /** F1 … F12; empty of what the bus itself writes. */
  readonly family: string
}

/** One event of one read, under one release and under another. */
export interface ItemChange {
  readonly family: string
  readonly from: ItemState
  readonly to: ItemState
  /** Parts that one of the two discloses. */
  readonly parts: readonly { readonly class: string; readonly from: PartState; readonly to: PartState }[]
  /** Whether the other release tells the reader more of it, and whether less. */
  readonly gained: boolean
  readonly lost: boolean
}

const keyOf = ({ caseLog, sequence }: Pick<EventDecision, 'caseLog' | 'sequence'>): string => `${caseLog} ${String(sequence)}`

/** What becomes of every event of a read under another decision, whether it changes or not. `events`: all that there were, also those that neither discloses. Pure. */
export function itemChanges(events: readonly ReadEvent[], one: Decision, other: Decision): readonly ItemChange[] {
  const decided = (decision: Decision): ReadonlyMap<string, EventDecision> => new Map(decision.events.map((event) => [keyOf(event), event]))
  const [before, after] = [decided(one), decided(other)]
  return events.map((event) => {
    const [from, to] = [itemAs(before.get(keyOf(event))), itemAs(after.get(keyOf(event)))]
    const keys = [...new Set([...from.parts.keys(), ...to.parts.keys()])]
    return {
      family: event.family,
      from: from.state,
      to: to.state,
      parts: keys.map((key) => ({ class: classOfPart(key), from: from.parts.get(key) ?? 'withhold', to: to.parts.get(key) ?? 'withhold' })),
      gained: tellsMore(from, to),
      lost: tellsMore(to, from),
    }
  })
}
