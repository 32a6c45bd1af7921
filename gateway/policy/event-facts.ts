import type { CaseEvent } from '../../core/case/case-events.ts'
import { fact } from '../../core/case/index-part.ts'
import { endOf } from '../../core/case/moments.ts'
import { bits } from './authorizer.ts'
import { blockFacts, type BlockFacts } from './block-facts.ts'
import { objectionFacts, type ObjectionFacts } from './objection-facts.ts'
import { inScope, isMixed, pairPlace, type PairPlace } from './pair-scope.ts'
import type { Sight } from './sight.ts'
import type { TypeFacts } from './type-facts.ts'
import { hasWishes, isRefused } from './wish-facts.ts'

/** What is said of an event that is about another one; false for any other event. */
export interface TargetFacts {
  readonly about_hidden: boolean
  readonly about_reduced: boolean
}

/** What bears on an event as a whole, and on each of its classes. */
export interface EventFacts extends TargetFacts, ObjectionFacts, BlockFacts {
  readonly event: CaseEvent
  readonly type: TypeFacts
  readonly place: PairPlace
  /** It is also about people out of the reader's scope. */
  readonly mixed: boolean
  readonly gone: boolean
  readonly narrowed: boolean
  readonly embargoed: boolean
  readonly own_agency: boolean
  readonly refused: boolean
  readonly session_without_concern: boolean
  readonly told_by_others: boolean
  readonly do_not_contact: boolean
}

/** Bases by which an account comes from a harmed person, a child or a third party. */
const TOLD_BY_OTHERS: ReadonlySet<string> = new Set(['reported_by_harmed', 'reported_by_child', 'reported_by_third_party'])

/** The facts of an event for a reader. A fact that no policy looks at for this reader is false, so that like events are judged once. */
export function eventFacts({ reading, pairs }: Sight, event: CaseEvent, type: TypeFacts, gone: boolean, target: TargetFacts): EventFacts {
  const {
    release,
    request: { purpose, reader },
    state,
  } = reading
  const { index } = event
  const embargoed = index.embargo_until !== null && endOf(index.embargo_until) > state.now
  const { objection, objection_pending } = objectionFacts(reading, event)
  return {
    event,
    type,
    place: pairPlace(reading, pairs, event),
    mixed: isMixed(reading, pairs, event),
    gone,
    about_hidden: target.about_hidden,
    about_reduced: target.about_reduced,
    narrowed: index.purposes_permitted !== null && !index.purposes_permitted.includes(purpose),
    embargoed,
    own_agency: embargoed && index.agency === reader.agency,
    refused: isRefused(reading, event),
    objection,
    objection_pending,
    session_without_concern: type.session && fact(index, 'concern_raised')[0] !== 'true',
    told_by_others: release.roles.publisher_masked.includes(reader.role) && TOLD_BY_OTHERS.has(index.basis) && index.perp_knows === 'never',
    ...blockFacts(reading, event),
    do_not_contact: type.safety_concern && fact(index, 'do_not_contact_subject_about_this')[0] === 'true',
  }
}

const scopeText = ({ reading: { state } }: Sight, event: CaseEvent): string => {
  const scope = state.scope(event)
  return typeof scope === 'string' ? scope : [...scope].sort().join()
}

/** Of harmed people of an event, and of those whose wishes bear on it, which are in the reader's scope and care there: ages are of the event's day. */
function scopesIn({ reading, pairs, clients }: Sight, event: CaseEvent): string {
  if (pairs === 'any' && clients === 'any') return ''
  const people = [
    ...event.index.harmed.map(({ person }) => person),
    ...(reading.state.wishes.size === 0 ? [] : reading.state.adultsOf(event)),
  ]
  return people.map((person) => String(bits([inScope(reading, pairs, person, event), inScope(reading, clients, person, event)]))).join()
}

/**
 * Everything about an event that its judgement rests on, as text: events alike in it are judged once.
 * INVARIANT: a fact that judge-event or released-parts looks at is in it.
 */
export function signature(sight: Sight, facts: EventFacts): string {
  const { event, type, place } = facts
  const { subject, harmed, raised } = event.index
  const people = harmed.reduce((text, { person, role }) => `${text},${role} ${person}`, '')
  const fields = raised.reduce((text, { field, class: sensitivity }) => `${text},${field} ${sensitivity}`, '')
  const { state } = sight.reading
  const whose = hasWishes(sight.reading) || sight.reading.approvedFor.size > 0 ? scopeText(sight, event) : ''
  // What binds one agency's events alone tells two of the same people apart.
  const bound = state.narrowWishes.length > 0 || state.overrides.some(({ agency }) => agency !== undefined) ? event.index.agency : ''
  const all = bits([
    facts.mixed,
    facts.gone,
    facts.about_hidden,
    facts.about_reduced,
    facts.narrowed,
    facts.embargoed,
    facts.own_agency,
    facts.refused,
    facts.objection,
    facts.objection_pending,
    facts.session_without_concern,
    facts.told_by_others,
    facts.do_not_contact,
    facts.block_kept,
    facts.reason_kept,
  ])
  return `${type.type}\n${place}\n${subject}\n${people}\n${scopesIn(sight, event)}\n${fields}\n${whose}\n${bound}\n${String(all)}`
}
