import { partsOf } from '../../core/parts/classes.ts'
import { hasReducedForm } from '../../core/parts/reduce.ts'
import { effectOnClass, type JudgedEvent, type Sight } from './judge-event.ts'
import { stricter, type ClassEffect } from './judge-class.ts'
import { inScope } from './pair-scope.ts'
import type { ReleasedPart } from './types.ts'

const CASE_OWNER = ''

/** What a read does to a part: of a person out of scope, or of people who cannot be told apart, as for another pair. */
export function effectOnPart(sight: Sight, judged: JudgedEvent, owner: string, sensitivity: string): ClassEffect {
  const { reading, pairs } = sight
  const harmed = judged.event.index.harmed.find(({ person }) => person === owner)
  const ofOther = owner === CASE_OWNER ? judged.mixed : harmed !== undefined && !inScope(reading, pairs, owner)
  const effect = effectOnClass(sight, judged, sensitivity, ofOther)
  // A harmed child's identity has two classes (docs/decisions/0006).
  return harmed?.role === 'child' && sensitivity === 'CHILD' ? stricter(effect, effectOnClass(sight, judged, 'VIC_ID', ofOther)) : effect
}

/** The parts of an event that a read may fetch. What the data protection officer has still to weigh is not released. */
export function releasedParts(sight: Sight, judged: JudgedEvent): readonly ReleasedPart[] {
  if (judged.effect === 'tombstone') return []
  return partsOf(judged.rules, judged.event.index).flatMap(({ owner, class: sensitivity }): readonly ReleasedPart[] => {
    const effect = effectOnPart(sight, judged, owner, sensitivity)
    if (effect === 'A') return [{ owner, class: sensitivity, form: 'plain' }]
    return effect === 'R' && hasReducedForm(sensitivity) ? [{ owner, class: sensitivity, form: 'reduced' }] : []
  })
}
