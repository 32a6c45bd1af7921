import { isApproved } from './approved-classes.ts'
import { bits, factsIn } from './authorizer.ts'
import type { EventFacts } from './event-facts.ts'
import { judgeClass, type ClassEffect, type ClassFacts } from './judge-class.ts'
import type { Sight } from './sight.ts'
import type { Effect } from './types.ts'
import { wishFacts } from './wish-facts.ts'

type Brought = Pick<ClassFacts, 'reduced' | 'other_pair' | 'urgency_only'> & { readonly owner?: string }

/** What the event's key class is judged by: not yet by what only the event's effect brings (D.10). */
const AS_KEY: Brought = { reduced: false, other_pair: false, urgency_only: false }

function classEffect({ reading, pairs, clients, kept }: Sight, facts: EventFacts, sensitivity: string, brought: Brought): ClassEffect {
  const { owner, ...brings } = brought
  const approved = isApproved(reading, reading.state, facts.event, sensitivity, owner)
  const wish = wishFacts(reading, { pairs, clients }, facts.event, sensitivity)
  const key = `${sensitivity} ${String(
    bits([
      wish.refused,
      wish.excluded,
      wish.own_person,
      wish.others_refused,
      wish.others_excluded,
      facts.objection,
      facts.objection_pending,
      facts.session_without_concern,
      facts.told_by_others,
      brought.reduced,
      brought.other_pair,
      brought.urgency_only,
      approved,
      facts.reason_kept,
    ]),
  )}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const { objection, objection_pending, session_without_concern, told_by_others, reason_kept } = facts
  const about = { ...wish, approved, objection, objection_pending, session_without_concern, told_by_others, reason_kept, ...brings }
  const effect = judgeClass(reading, sensitivity, about)
  kept.set(key, effect)
  return effect
}

/** What a reader sees of an event: undefined for an event that is hidden. */
export function effectOfEvent(sight: Sight, facts: EventFacts): Effect | undefined {
  const {
    release,
    request: {
      reader: { role },
      purpose,
      channel,
    },
  } = sight.reading
  const { type, place } = facts
  const key = classEffect(sight, facts, type.rules.keyClass, AS_KEY)
  const names = factsIn({
    gone: facts.gone,
    about_hidden: facts.about_hidden,
    about_reduced: facts.about_reduced,
    type_purpose: type.type_purpose,
    narrowed: facts.narrowed,
    left_out: type.left_out,
    role_type: type.role_type,
    never: type.never,
    embargoed: facts.embargoed,
    own_agency: facts.own_agency,
    refused: facts.refused,
    pattern: place === 'other' && type.pattern,
    safety_concern: type.safety_concern,
    aggregate: channel === 'aggregate',
    block_kept: facts.block_kept,
  })
  const may = (action: string): boolean =>
    release.authorize({ about: 'event', role, action, resource: type.rules.keyClass, values: { purpose, key, pair: place }, facts: names })
  if (may('see')) return may('see_whole') ? 'shown' : 'reduced'
  return facts.gone && may('see_tombstone') ? 'tombstone' : undefined
}

/** What a read does to one class of an event that is shown with that effect. `ofOther`: of a person out of scope, or of several people. */
export const effectOnClass = (
  sight: Sight,
  facts: EventFacts,
  effect: Effect,
  sensitivity: string,
  ofOther: boolean,
  owner?: string,
): ClassEffect =>
  classEffect(sight, facts, sensitivity, {
    reduced: effect === 'reduced',
    other_pair: ofOther || facts.place === 'other',
    // Marked do-not-contact, and reduced for no other reason than its type: only the urgency remains (D.10).
    urgency_only: facts.do_not_contact && effect === 'reduced' && facts.place !== 'other',
    ...(owner === undefined ? {} : { owner }),
  })
