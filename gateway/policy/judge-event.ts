import type { CaseEvent } from '../../core/case/case-events.ts'
import { fact } from '../../core/case/index-part.ts'
import { endOf } from '../../core/case/moments.ts'
import type { Context } from './authorizer.ts'
import { eventFlags, inGroup, isRefused, wishFlags, type EventFlags } from './class-facts.ts'
import { judgeClass, type ClassEffect, type ClassQuestion } from './judge-class.ts'
import { isMixed, pairPlace, type PairPlace, type ReaderPairs } from './pair-scope.ts'
import type { Reading } from './reading.ts'
import type { TypeRules } from './release.ts'
import type { Effect } from './types.ts'

/** A reader before the events that he or she reaches. */
export interface Sight {
  readonly reading: Reading
  readonly pairs: ReaderPairs
  /** False for events that the reader's link does not reach. */
  readonly reaches: (event: CaseEvent) => boolean
}

/** An event that is shown, with what its parts are judged by. */
export interface JudgedEvent {
  readonly event: CaseEvent
  readonly rules: TypeRules
  readonly effect: Effect
  readonly place: PairPlace
  /** It is also about people out of the reader's scope. */
  readonly mixed: boolean
  readonly flags: EventFlags
  readonly urgencyOnly: boolean
}

/** Statements about statements are followed no further than this. */
const DEEPEST = 4

/** The key class's decision: the field decision, before what only an event's effect brings (D.10). */
const keyEffect = ({ reading, pairs }: Sight, event: CaseEvent, { keyClass }: TypeRules, flags: EventFlags): ClassEffect =>
  judgeClass(reading, keyClass, { ...flags, ...wishFlags(reading, pairs, event, keyClass), reduced: false, other_pair: false, urgency_only: false })

function targetEffect(sight: Sight, event: CaseEvent, depth: number): { readonly about_hidden: boolean; readonly about_reduced: boolean } {
  const targets = sight.reading.state.targets(event)
  if (targets === undefined) return { about_hidden: false, about_reduced: false }
  if (targets.length === 0 || depth >= DEEPEST) return { about_hidden: true, about_reduced: false }
  const effects = targets.map((target) => judge(sight, target, true, depth + 1)?.effect)
  return { about_hidden: effects.includes(undefined), about_reduced: effects.includes('reduced') }
}

function contextOf(sight: Sight, event: CaseEvent, rules: TypeRules, flags: EventFlags, place: PairPlace, gone: boolean, depth: number): Context {
  const { reading } = sight
  const { release, request, state } = reading
  const { index } = event
  const role = release.roles.roles[request.reader.role]
  const { requester, purpose } = request
  return {
    purpose,
    channel: request.channel,
    gone,
    ...targetEffect(sight, event, depth),
    type_purpose: rules.purposes.has(purpose),
    narrowed: index.purposes_permitted !== null && !index.purposes_permitted.includes(purpose),
    left_out: requester !== undefined && inGroup(release.subjectAccess.left_out[requester] ?? [], index.type),
    role_type: role?.type_prefixes == null || inGroup(role.type_prefixes, index.type),
    never: inGroup(role?.never ?? [], index.type),
    embargoed: index.embargo_until !== null && endOf(index.embargo_until) > state.now,
    own_agency: index.agency === request.reader.agency,
    key: keyEffect(sight, event, rules, flags),
    refused: isRefused(reading, event),
    pair: place,
    pattern: inGroup(release.groups.pattern, index.type),
    safety_concern: inGroup(release.groups.safety_concern, index.type),
  }
}

function judge(sight: Sight, event: CaseEvent, ignoreGone: boolean, depth: number): JudgedEvent | undefined {
  const { reading, pairs } = sight
  const { release, request, state } = reading
  const rules = release.types.get(event.index.type)
  if (rules === undefined || !sight.reaches(event)) return undefined
  const flags = eventFlags(reading, event)
  const place = pairPlace(reading, pairs, event)
  const context = contextOf(sight, event, rules, flags, place, !ignoreGone && state.isGone(event), depth)
  const may = (action: string): boolean => release.authorize({ role: request.reader.role, action, resource: { type: 'Class', id: rules.keyClass }, context })
  const effect = may('see') ? (may('see_whole') ? 'shown' : 'reduced') : (may('see_tombstone') ? 'tombstone' : undefined)
  if (effect === undefined) return undefined
  const doNotContact = fact(event.index, 'do_not_contact_subject_about_this')[0] === 'true'
  return {
    event, rules, effect, place, flags,
    mixed: isMixed(reading, pairs, event),
    urgencyOnly: context.safety_concern === true && doNotContact && effect === 'reduced' && place !== 'other',
  }
}

/** What a reader sees of an event: undefined for an event that is hidden. */
export const judgeEvent = (sight: Sight, event: CaseEvent): JudgedEvent | undefined => judge(sight, event, false, 0)

/** What a read does to one class of an event that is shown. `ofOther`: the part is of a person out of scope, or of several people. */
export function effectOnClass({ reading, pairs }: Sight, judged: JudgedEvent, sensitivity: string, ofOther: boolean): ClassEffect {
  const { event, effect, flags, place, urgencyOnly } = judged
  const question: ClassQuestion = {
    ...flags, ...wishFlags(reading, pairs, event, sensitivity),
    reduced: effect === 'reduced', other_pair: ofOther || place === 'other', urgency_only: urgencyOnly,
  }
  return judgeClass(reading, sensitivity, question)
}
