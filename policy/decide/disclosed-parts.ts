import { partsOf } from '../../core/parts/classes.ts'
import { hasReducedForm } from '../../core/parts/reduce.ts'
import type { EventFacts } from '../facts/event-facts.ts'
import { inScope } from '../facts/pair-scope.ts'
import { effectOnClass, stricter, type ClassEffect, type Evaluation } from './class-effect.ts'
import type { Effect, DisclosedPart } from './decision.ts'

const CASE_OWNER = ''

/** What a read does to a part: of a person out of scope, or of people who cannot be told apart, as for another pair. */
export function effectOnPart(evaluation: Evaluation, of: EventFacts, effect: Effect, owner: string, sensitivity: string): ClassEffect {
  const { reading, pairs } = evaluation.scope
  const harmed = of.event.index.harmed.find(({ person }) => person === owner)
  const ofOther = owner === CASE_OWNER ? of.is.mixed : harmed !== undefined && !inScope(reading, pairs, owner, of.event)
  const onClass = effectOnClass(evaluation, of, effect, sensitivity, ofOther, owner)
  // A harmed child's identity has two classes (docs/decisions/0006).
  return harmed?.role === 'child' && sensitivity === 'CHILD'
    ? stricter(onClass, effectOnClass(evaluation, of, effect, 'VIC_ID', ofOther, owner))
    : onClass
}

/** The parts of an event that a read may fetch. What the data protection officer has still to weigh is not disclosed. */
export function disclosedParts(evaluation: Evaluation, of: EventFacts, effect: Effect): readonly DisclosedPart[] {
  if (effect === 'tombstone') return []
  const disclosed: DisclosedPart[] = []
  for (const { owner, class: sensitivity } of partsOf(of.type.rules, of.event.index)) {
    const onPart = effectOnPart(evaluation, of, effect, owner, sensitivity)
    if (onPart === 'A') disclosed.push({ owner, class: sensitivity, form: 'plain' })
    else if (onPart === 'R' && hasReducedForm(sensitivity)) disclosed.push({ owner, class: sensitivity, form: 'reduced' })
  }
  return disclosed
}
