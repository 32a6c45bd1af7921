import type { CaseEvent } from '../../core/case/case-events.ts'
import { partsOf } from '../../core/parts/classes.ts'
import { hasReducedForm } from '../../core/parts/reduce.ts'
import type { Question } from '../release/question.ts'
import type { EventFacts } from '../facts/event-facts.ts'
import { reachOf, refusalOfRequest } from '../decide/refusals.ts'
import { effectOfEvent, factsFor } from '../decide/evaluate-event.ts'
import type { Evaluation } from '../decide/class-effect.ts'
import { type DecisionInput, inOneId } from '../facts/input.ts'
import { readingOf } from '../facts/reading.ts'
import type { Release } from '../release/load.ts'
import { effectOnPart } from '../decide/disclosed-parts.ts'
import { readerScope } from '../facts/reader-scope.ts'
import type { Effect, EventDecision, Outcome } from '../decide/decision.ts'

/** A question that the decision asked of the policies, its answer, and the policies that it rests on. */
export interface Step extends Question {
  readonly allowed: boolean
  /** @ids; empty where no policy permits. */
  readonly policies: readonly string[]
}

/** What becomes of a part, and why. */
export interface PartExplained {
  readonly owner: string
  readonly class: string
  /** Names of the fields of `details` that have the class. */
  readonly fields: readonly string[]
  readonly form: 'plain' | 'reduced' | 'withheld'
  readonly steps: readonly Step[]
}

/** Why a reader sees an event as they do. In full: it says what is withheld, and is for auditors. */
export interface Explanation {
  readonly outcome: Outcome
  /** What the request and the case were asked. */
  readonly request: readonly Step[]
  /** What becomes of the event; undefined where it is hidden, or the read is refused. */
  readonly effect: Effect | undefined
  readonly event: readonly Step[]
  readonly parts: readonly PartExplained[]
}

/** The release, writing down what it is asked. */
function traced(release: Release): { readonly release: Release; readonly taken: () => readonly Step[] } {
  let steps: Step[] = []
  const authorize = (question: Question): boolean => {
    const allowed = release.authorize(question)
    steps.push({ ...question, allowed, policies: release.reasons(question) })
    return allowed
  }
  return {
    release: { ...release, authorize },
    taken: () => {
      const taken = steps
      steps = []
      return taken
    },
  }
}

function explainParts({ scope }: Evaluation, facts: EventFacts, effect: Effect, taken: () => readonly Step[]): readonly PartExplained[] {
  if (effect === 'tombstone') return []
  const {
    type: { rules },
    event: { index },
  } = facts
  return partsOf(rules, index).map(({ owner, class: sensitivity }): PartExplained => {
    // Asked anew, so that each part has its own steps.
    const on = effectOnPart({ scope, kept: new Map() }, facts, effect, owner, sensitivity)
    const form = on === 'A' ? 'plain' : on === 'R' && hasReducedForm(sensitivity) ? 'reduced' : 'withheld'
    return {
      owner,
      class: sensitivity,
      fields: rules.details.flatMap(({ name, class: of }) => (of === sensitivity ? [name] : [])),
      form,
      steps: taken(),
    }
  })
}

/**
 * Explains what a read does to one event, by asking again all that `decide` asks of it, through the same functions. `position`: which event; undefined asks of the case alone. People
 * who are one are owners under the id that stands for them.
 */
export function explain(
  given: Release,
  input: DecisionInput,
  position: Pick<EventDecision, 'caseLog' | 'sequence'> | undefined,
): Explanation {
  const { release, taken } = traced(given)
  const over = { ...inOneId(input) }
  const nothing = { effect: undefined, event: [], parts: [] }
  const refusal = refusalOfRequest(release, over.request)
  if (refusal !== undefined) return { outcome: refusal, request: taken(), ...nothing }
  const reading = readingOf(release, over)
  const reach = reachOf(reading)
  const request = taken()
  if (reach !== 'case' && reach !== 'own-events') return { outcome: reach, request, ...nothing }
  const evaluation: Evaluation = { scope: readerScope(reading, reach === 'own-events'), kept: new Map() }
  const event =
    position &&
    reading.state.events.all.find(({ caseLog, sequence }: CaseEvent) => caseLog === position.caseLog && sequence === position.sequence)
  const facts = event && factsFor(evaluation, event)
  const effect = facts && effectOfEvent(evaluation, facts)
  const asked = taken()
  if (facts === undefined || effect === undefined) return { outcome: 'permit', request, effect: undefined, event: asked, parts: [] }
  return { outcome: 'permit', request, effect, event: asked, parts: explainParts(evaluation, facts, effect, taken) }
}
