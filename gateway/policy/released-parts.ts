import { partsOf } from '../../core/parts/classes.ts'
import { hasReducedForm } from '../../core/parts/reduce.ts'
import type { EventFacts } from './event-facts.ts'
import { effectOnClass } from './judge-event.ts'
import { stricter, type ClassEffect } from './judge-class.ts'
import { inScope } from './pair-scope.ts'
import type { Sight } from './sight.ts'
import type { Effect, ReleasedPart } from './types.ts'

const CASE_OWNER = ''

/** What a read does to a part: of a person out of scope, or of people who cannot be told apart, as for another pair. */
export function effectOnPart(sight: Sight, facts: EventFacts, effect: Effect, owner: string, sensitivity: string): ClassEffect {
  const harmed = facts.event.index.harmed.find(({ person }) => person === owner)
  const ofOther = owner === CASE_OWNER ? facts.mixed : harmed !== undefined && !inScope(sight.reading, sight.pairs, owner, facts.event)
  const onClass = effectOnClass(sight, facts, effect, sensitivity, ofOther, owner)
  // A harmed child's identity has two classes (docs/decisions/0006).
  return harmed?.role === 'child' && sensitivity === 'CHILD'
    ? stricter(onClass, effectOnClass(sight, facts, effect, 'VIC_ID', ofOther, owner))
    : onClass
}

/** The parts of an event that a read may fetch. What the data protection officer has still to weigh is not released. */
export function releasedParts(sight: Sight, facts: EventFacts, effect: Effect): readonly ReleasedPart[] {
  if (effect === 'tombstone') return []
  return partsOf(facts.type.rules, facts.event.index).flatMap(({ owner, class: sensitivity }): readonly ReleasedPart[] => {
    const onPart = effectOnPart(sight, facts, effect, owner, sensitivity)
    if (onPart === 'A') return [{ owner, class: sensitivity, form: 'plain' }]
    return onPart === 'R' && hasReducedForm(sensitivity) ? [{ owner, class: sensitivity, form: 'reduced' }] : []
  })
}
