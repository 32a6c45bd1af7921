import type { AgencyId } from '../../schemas/ids.ts'
import { fact, type CaseEventRecord, type IndexPart } from './index-part.ts'
import { systemIndex, type SystemEvent } from './system-event.ts'

/** Type of the event by which another is erased. */
export const RECORD_ERASED = 'record.erased'

/** Who said an event. */
export type EventName = Pick<IndexPart, 'agency' | 'system' | 'event_id'>

/** Ids of the events that an event erases; empty for an event of another type. */
export const erasedIds = (index: IndexPart): readonly string[] => (index.type === RECORD_ERASED ? fact(index, 'target_event') : [])

const same = (one: EventName, other: EventName): boolean =>
  one.agency === other.agency && one.system === other.system && one.event_id === other.event_id

/**
 * The events that an erasure means, of those that have the ids that it names: of its own system, else of its own agency, else of any (as
 * `CaseEvents.meantBy`). Never itself. Who may erase was judged when it came (G02, G10); it is never undone, not by a correction either.
 */
export function erasedBy<Event extends EventName>(statement: IndexPart, candidates: readonly Event[]): readonly Event[] {
  const ids = new Set(erasedIds(statement))
  const named = candidates.filter((candidate) => ids.has(candidate.event_id) && !same(candidate, statement))
  const ofAgency = named.filter(({ agency }) => agency === statement.agency)
  const ofSystem = ofAgency.filter(({ system }) => system === statement.system)
  return [ofSystem, ofAgency, named].find((found) => found.length > 0) ?? []
}

/** An erasure that the bus publishes on an order: of events of one case log. */
export interface OrderedErasure extends SystemEvent {
  /** The agency that runs the bus: it may erase what others published (G10). */
  readonly by: AgencyId
  /** Ids of the events. */
  readonly targets: readonly string[]
  /** Code of erasure_reason. */
  readonly reason: string
}

/** The case.events record of an erasure that was ordered: facts in the clear part, no sealed content. */
export const recordErased = ({ by, targets, reason, ...event }: OrderedErasure): CaseEventRecord => ({
  index: {
    ...systemIndex(event, RECORD_ERASED, { target_event: targets, reason, erased_on: event.at }),
    agency: by,
    system: 'erasures',
  },
  parts: [],
})
