import type { CaseEvent } from '../../core/case/case-events.ts'
import { partsOf } from '../../core/parts/classes.ts'
import { concerns, proposalsFor, type ProposedPart, type Requester } from '../../core/subject-access/proposals.ts'
import { inOneId, type DecisionInput } from '../facts/input.ts'
import { readerScope } from '../facts/reader-scope.ts'
import { readingOf } from '../facts/reading.ts'
import type { Release } from '../release/load.ts'
import type { Evaluation } from './class-effect.ts'
import { decide, withOwnIds } from './decide.ts'
import type { Decision, EventDecision } from './decision.ts'
import { effectOnPart } from './disclosed-parts.ts'
import { factsFor } from './evaluate-event.ts'

/** What a pack has of an event: its decision discloses what is proposed, and what is to be weighed, to who weighs it. */
export interface PackEvent {
  readonly decision: EventDecision
  readonly proposals: readonly ProposedPart[]
}

/** A pack of an access request, in timeline order. */
export interface PackDecision {
  readonly outcome: Decision['outcome']
  readonly events: readonly PackEvent[]
}

const sameEvent = (event: CaseEvent, { caseLog, sequence }: EventDecision): boolean =>
  event.caseLog === caseLog && event.sequence === sequence

/**
 * Decides the pack of an access request (D.8): what the policies give to this kind of requester of the events that the person is in, with what they leave to the data
 * protection officer. Pure; the decision that goes on record is `asDecision` of it.
 */
export function decidePack(release: Release, given: DecisionInput, person: string): PackDecision {
  const { requester: kind } = given.request
  if (kind === undefined) throw new TypeError('A pack is for a kind of requester')
  const input = inOneId(given)
  const requester: Requester = { kind, person }
  const { outcome, events } = decide(release, { ...input, same: new Map() })
  if (outcome !== 'permit') return { outcome, events: [] }
  const reading = readingOf(release, input)
  const evaluation: Evaluation = { scope: readerScope(reading, false), kept: new Map() }
  const packed = events.flatMap((decision): readonly PackEvent[] => {
    const event = reading.state.events.all.find((one) => sameEvent(one, decision))
    if (event === undefined || decision.effect === 'tombstone' || !concerns(event.index, requester)) return []
    const facts = factsFor(evaluation, event)
    const weighed =
      facts === undefined
        ? []
        : partsOf(facts.type.rules, event.index).filter(
            ({ owner, class: sensitivity }) => effectOnPart(evaluation, facts, decision.effect, owner, sensitivity) === 'P',
          )
    const given = decision.parts.map(({ form, ...part }) => ({ ...part, proposal: form === 'plain' ? ('A' as const) : ('R' as const) }))
    const proposals = proposalsFor(event.index, [...given, ...weighed.map((part) => ({ ...part, proposal: 'P' as const }))], requester)
    const parts = proposals.map(({ owner, class: sensitivity, proposal }) => ({
      owner,
      class: sensitivity,
      form: proposal === 'R' ? ('reduced' as const) : ('plain' as const),
    }))
    return [{ decision: { ...decision, parts }, proposals }]
  })
  const own = withOwnIds({ outcome, events: packed.map(({ decision }) => decision) }, given.logs, given.same ?? new Map())
  return { outcome, events: packed.map(({ decision, proposals }, at) => ({ decision: own.events[at] ?? decision, proposals })) }
}

/** What an access record has of a pack. */
export const asDecision = ({ outcome, events }: PackDecision): Decision => ({ outcome, events: events.map(({ decision }) => decision) })
