import { rowsByEvent } from '../../core/disclosure/disclosed-set.ts'
import type { DecisionValue } from '../../core/access-log/access-record.ts'
import type { Decision, EventDecision } from '../../policy/decide/decision.ts'
import type { SealedRow } from './open-parts.ts'

/** What an access record says of a decision, and of what of it went out. `cases`: the request's case logs. */
export function decisionValue(
  decision: Decision,
  released: readonly EventDecision[],
  rows: readonly SealedRow[],
  cases: readonly string[],
): DecisionValue {
  const rowsOf = rowsByEvent(rows)
  const place = (event: EventDecision): number => cases.indexOf(event.caseLog)
  return {
    outcome: decision.outcome,
    events: decision.events.map((event) => [place(event), event.sequence, event.effect, event.dates, event.publisher]),
    released: released.map((event) => [place(event), event.sequence, rowsOf(event).map((part) => [part.owner, part.class, part.form])]),
  }
}
