import type { Agencies, CaseEvent, CaseEvents } from './case-events.ts'
import { fact } from './index-part.ts'

/** Events about another event. They are hidden with it. */
const ABOUT_EVENTS: ReadonlySet<string> = new Set(['record.corrected', 'record.contested', 'record.retracted', 'record.erased'])

/** True for an event about another event of the record: `record.corrected` and its like. */
export const isStatement = ({ index }: CaseEvent): boolean => ABOUT_EVENTS.has(index.type)

/** Only the publisher, or the bus on an order, corrects, retracts or erases (G10); anybody may contest. */
const maySay = (statement: CaseEvent, target: CaseEvent, agencies: Agencies): boolean =>
  statement.index.type === 'record.contested' ||
  statement.index.agency === target.index.agency ||
  agencies.get(statement.index.agency)?.type === 'bus_operator'

/** The events that a statement is rightly about; empty while its target is not known. */
export const targetsOf = (statement: CaseEvent, events: CaseEvents, agencies: Agencies): readonly CaseEvent[] =>
  fact(statement.index, 'target_event')
    .flatMap((id) => events.meantBy(id, statement.index))
    .filter((target) => target !== statement && maySay(statement, target, agencies))

/** Events of which nothing but a tombstone is left. */
export interface Tombstones {
  readonly retracted: ReadonlySet<CaseEvent>
  readonly erased: ReadonlySet<CaseEvent>
}

/** Folds retractions and erasures. A statement that a later version replaced does not count. */
export function tombstonesOf(events: CaseEvents, superseded: ReadonlySet<CaseEvent>, agencies: Agencies): Tombstones {
  const targets = (type: string): ReadonlySet<CaseEvent> =>
    new Set(
      events
        .ofType(type)
        .filter((statement) => !superseded.has(statement))
        .flatMap((statement) => targetsOf(statement, events, agencies)),
    )
  return { retracted: targets('record.retracted'), erased: targets('record.erased') }
}
