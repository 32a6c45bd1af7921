import type { CaseEvent } from '../../core/case/case-events.ts'
import { root } from '../branch.ts'
import { eventFacts, placeOf, type EventFacts } from '../facts/event-facts.ts'
import type { TargetFacts } from '../facts/fact-row.ts'
import { namesFor } from '../facts/facts.ts'
import type { ReaderScope } from '../facts/reader-scope.ts'
import { effectOnClass, effectOnKeyClass, type Evaluation } from './class-effect.ts'
import type { Effect, DisclosedPart } from './decision.ts'
import { disclosedParts } from './disclosed-parts.ts'

/** What a reader gets of an event. */
export interface Evaluated {
  readonly effect: Effect
  readonly parts: readonly DisclosedPart[]
  /** Dates and publisher as recorded. */
  readonly exact: boolean
}

/** Evaluates events for one read: undefined for an event that is hidden. */
export type Evaluator = (event: CaseEvent) => Evaluated | undefined

/** Statements about statements are followed no further than this. */
const DEEPEST = 4
const ABOUT_NOTHING: TargetFacts = { about_hidden: false, about_reduced: false }

/** What a reader sees of an event: undefined for an event that is hidden. */
export function effectOfEvent(evaluation: Evaluation, of: EventFacts): Effect | undefined {
  const {
    release,
    request: { reader, purpose },
  } = evaluation.scope.reading
  const { role } = reader
  const resource = of.type.rules.keyClass
  const values = { purpose, key: effectOnKeyClass(evaluation, of), pair: of.whosePair }
  const facts = namesFor('event', { type: of.type.is, event: of.is })
  const may = (action: string): boolean => release.authorize({ about: 'event', role, action, resource, values, facts })
  if (may('see')) return may('see_whole') ? 'shown' : 'reduced'
  return of.is.gone && may('see_tombstone') ? 'tombstone' : undefined
}

/** The facts of an event, with what its targets are to the reader; undefined when the reader's access does not reach it, or nobody sees its type. */
export function factsFor(evaluation: Evaluation, event: CaseEvent, ignoreGone = false, depth = 0): EventFacts | undefined {
  const { scope } = evaluation
  const type = scope.typeOf(event.index.type)
  if (type === undefined || !scope.reaches(event)) return undefined
  return eventFacts(scope, event, type, !ignoreGone && scope.reading.state.isGone(event), targetFacts(evaluation, event, depth))
}

/** A statement about an event is judged as if the event were not withdrawn: whoever would have seen the event learns that it was withdrawn. */
function targetFacts(evaluation: Evaluation, event: CaseEvent, depth: number): TargetFacts {
  const targets = evaluation.scope.reading.state.targets(event)
  if (targets === undefined) return ABOUT_NOTHING
  if (targets.length === 0 || depth >= DEEPEST) return { about_hidden: true, about_reduced: false }
  const effects = targets.map((target) => {
    const facts = factsFor(evaluation, target, true, depth + 1)
    return facts && effectOfEvent(evaluation, facts)
  })
  return { about_hidden: effects.includes(undefined), about_reduced: effects.includes('reduced') }
}

/** The effect by which dates and publisher are shown: of a tombstone that of its event before it was withdrawn, so that it tells no more; in the first engine its own. */
const shownAs = (evaluation: Evaluation, of: EventFacts, effect: Effect): Effect =>
  effect !== 'tombstone' || evaluation.scope.reading.release.engine === 1
    ? effect
    : (effectOfEvent(evaluation, { ...of, is: { ...of.is, gone: false } }) ?? 'reduced')

function evaluate(evaluation: Evaluation, of: EventFacts): Evaluated | undefined {
  const effect = effectOfEvent(evaluation, of)
  if (effect === undefined) return undefined
  const exact = shownAs(evaluation, of, effect) !== 'reduced' && effectOnClass(evaluation, of, effect, 'META', false) === 'A'
  return { effect, parts: disclosedParts(evaluation, of, effect), exact }
}

/** Evaluates events, and each kind of event only once: events that are alike in all that bears on them get the same result. */
export function createEvaluator(scope: ReaderScope): Evaluator {
  const evaluation: Evaluation = { scope, kept: new Map() }
  const kinds = root<{ readonly evaluated: Evaluated | undefined }>()
  return (event) => {
    const facts = factsFor(evaluation, event)
    if (facts === undefined) return undefined
    const place = placeOf(kinds, scope, facts)
    place.value ??= { evaluated: evaluate(evaluation, facts) }
    return place.value.evaluated
  }
}
