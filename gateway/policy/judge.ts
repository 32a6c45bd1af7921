import type { CaseEvent } from '../../core/case/case-events.ts'
import { eventFacts, signature, type EventFacts, type TargetFacts } from './event-facts.ts'
import { effectOfEvent, effectOnClass } from './judge-event.ts'
import { releasedParts } from './released-parts.ts'
import type { Sight } from './sight.ts'
import type { Effect, ReleasedPart } from './types.ts'

/** What a reader gets of an event. */
export interface Judgement {
  readonly effect: Effect
  readonly parts: readonly ReleasedPart[]
  /** Dates and publisher as recorded. */
  readonly exact: boolean
}

/** Judges events for one read: undefined for an event that is hidden. */
export type Judge = (event: CaseEvent) => Judgement | undefined

/** Statements about statements are followed no further than this. */
const DEEPEST = 4
const ABOUT_NOTHING: TargetFacts = { about_hidden: false, about_reduced: false }

/** The facts of an event, with what its targets are to the reader; undefined when the reader's link does not reach it, or nobody sees its type. */
export function factsFor(sight: Sight, event: CaseEvent, ignoreGone = false, depth = 0): EventFacts | undefined {
  const type = sight.typeOf(event.index.type)
  if (type === undefined || !sight.reaches(event)) return undefined
  return eventFacts(sight, event, type, !ignoreGone && sight.reading.state.isGone(event), targetFacts(sight, event, depth))
}

/** What an event is about counts as it would if it were not withdrawn: who would have seen it, hears that it was. */
function targetFacts(sight: Sight, event: CaseEvent, depth: number): TargetFacts {
  const targets = sight.reading.state.targets(event)
  if (targets === undefined) return ABOUT_NOTHING
  if (targets.length === 0 || depth >= DEEPEST) return { about_hidden: true, about_reduced: false }
  const effects = targets.map((target) => {
    const facts = factsFor(sight, target, true, depth + 1)
    return facts && effectOfEvent(sight, facts)
  })
  return { about_hidden: effects.includes(undefined), about_reduced: effects.includes('reduced') }
}

/** What dates and publisher go by: a tombstone tells no more of its event than the event did. By the first engine, as much as is known. */
const shownAs = (sight: Sight, facts: EventFacts, effect: Effect): Effect =>
  effect !== 'tombstone' || sight.reading.release.engine === 1 ? effect : (effectOfEvent(sight, { ...facts, gone: false }) ?? 'reduced')

function judgement(sight: Sight, facts: EventFacts): Judgement | undefined {
  const effect = effectOfEvent(sight, facts)
  if (effect === undefined) return undefined
  const exact = shownAs(sight, facts, effect) !== 'reduced' && effectOnClass(sight, facts, effect, 'META', false) === 'A'
  return { effect, parts: releasedParts(sight, facts, effect), exact }
}

/** Judges each kind of event once: events alike in all that bears on them get the same judgement. */
export function createJudge(sight: Sight): Judge {
  const kept = new Map<string, Judgement | undefined>()
  return (event) => {
    const facts = factsFor(sight, event)
    if (facts === undefined) return undefined
    const key = signature(sight, facts)
    if (!kept.has(key)) kept.set(key, judgement(sight, facts))
    return kept.get(key)
  }
}
