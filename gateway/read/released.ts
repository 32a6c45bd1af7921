import type { DecisionValue } from '../audit/access-record.ts'
import type { Decision, EventDecision } from '../policy/types.ts'
import type { SealedRow } from './open-parts.ts'

/** The rows of each event's parts. */
export function rowsOf(rows: readonly SealedRow[]): (event: Pick<EventDecision, 'caseLog' | 'sequence'>) => readonly SealedRow[] {
  const byEvent = Map.groupBy(rows, (row) => `${row.caseLog} ${row.sequence}`)
  return (event) => byEvent.get(`${event.caseLog} ${event.sequence}`) ?? []
}

/** What an access record says of a decision, and of what of it went out. `cases`: the request's case logs. */
export function decisionValue(decision: Decision, released: readonly EventDecision[], rows: readonly SealedRow[], cases: readonly string[]): DecisionValue {
  const partsOf = rowsOf(rows)
  const place = (event: EventDecision): number => cases.indexOf(event.caseLog)
  return {
    outcome: decision.outcome,
    events: decision.events.map((event) => [place(event), event.sequence, event.effect, event.dates, event.publisher]),
    released: released.map((event) => [place(event), event.sequence, partsOf(event).map((part) => [part.owner, part.class, part.form])]),
  }
}
