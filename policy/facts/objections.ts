import type { CaseEvent } from '../../core/case/case-events.ts'
import type { Reading } from './reading.ts'

/** Whether objections bear on an event, and whether they are in force or wait for a decision. */
export interface ObjectionFacts {
  readonly objection: boolean
  readonly objection_pending: boolean
}

const NONE: ObjectionFacts = { objection: false, objection_pending: false }

/** An objection bears on an event when it is about the whole case, or of a person whom the event is about or may be about. */
export function objectionFacts({ state }: Reading, event: CaseEvent): ObjectionFacts {
  if (state.objections.length === 0) return NONE
  const scope = state.scope(event)
  const about = new Set([...event.index.harmed.map(({ person }) => person), ...(typeof scope === 'string' ? [] : scope)])
  const bearing = state.objections.filter(
    ({ people, agency }) =>
      (agency === undefined || agency === event.index.agency) &&
      (people.size === 0 || typeof scope === 'string' || [...people].some((person) => about.has(person))),
  )
  return { objection: bearing.some(({ inForce }) => inForce), objection_pending: bearing.some(({ inForce }) => !inForce) }
}
