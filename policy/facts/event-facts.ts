import type { CaseEvent } from '../../core/case/case-events.ts'
import type { PairScope } from '../../core/case/pairs.ts'
import { along, type Branch } from '../branch.ts'
import { blockFacts } from './blocks.ts'
import type { TargetFacts } from './fact-row.ts'
import { workOut, type Facts } from './facts.ts'
import { objectionFacts } from './objections.ts'
import { inScope, whosePairOf, type WhosePair } from './pair-scope.ts'
import type { KnownType, ReaderScope } from './reader-scope.ts'

/** What bears on an event as a whole, and on each of its classes, for one reader. */
export interface EventFacts {
  readonly event: CaseEvent
  readonly type: KnownType
  readonly whosePair: WhosePair
  readonly is: Facts<'event'>
}

/** The facts of an event for a reader. */
export function eventFacts(
  { reading, pairs }: ReaderScope,
  event: CaseEvent,
  type: KnownType,
  gone: boolean,
  target: TargetFacts,
): EventFacts {
  const whosePair = whosePairOf(reading, pairs, event)
  const [objections, block] = [objectionFacts(reading, event), blockFacts(reading, event)]
  return {
    event,
    type,
    whosePair,
    is: workOut('event', { reading, pairs, event, type: type.is, whosePair, gone, target, objections, block }),
  }
}

/** Further along, by whom an event is about. */
function alongPeople<Value>(place: Branch<Value>, people: PairScope): Branch<Value> {
  if (typeof people === 'string') return along(place, people)
  return [...people].sort().reduce(along<Value>, along(place, people.size))
}

/** Further along, by which harmed people of an event, and which of those whose wishes bear on it, are in the reader's scope and care there: ages are of the event's day. */
function alongScopes<Value>(place: Branch<Value>, { reading, pairs, clients }: ReaderScope, event: CaseEvent): Branch<Value> {
  if (pairs === 'any' && clients === 'any') return place
  const people = [...event.index.harmed.map(({ person }) => person), ...(reading.isLimited ? reading.state.adultsOf(event) : [])]
  return people.reduce(
    (at, person) => along(along(at, inScope(reading, pairs, person, event)), inScope(reading, clients, person, event)),
    along(place, people.length),
  )
}

/**
 * Where what is alike is kept: by everything about an event that its evaluation rests on. INVARIANT: every fact of the table that is of an event is in it; besides
 * facts, what the parts of an event and the wishes on it depend on.
 */
export function placeOf<Value>(kinds: Branch<Value>, scope: ReaderScope, { event, type, whosePair, is }: EventFacts): Branch<Value> {
  const { agency, subject, harmed, raised } = event.index
  let place = along(along(along(along(along(kinds, subject), whosePair), type), is), harmed.length)
  for (const { role, person } of harmed) place = along(along(place, role), person)
  // Less than nothing, so that it is taken for no other number.
  if (raised.length > 0) place = along(place, -raised.length)
  for (const { field, class: sensitivity } of raised) place = along(along(place, field), sensitivity)
  const { state, approvedFor, isLimited } = scope.reading
  // What binds one agency's events alone tells two of the same people apart.
  const isBound = state.narrowWishes.length > 0 || state.overrides.some((override) => override.agency !== undefined)
  if (isBound) place = along(place, agency)
  if (isLimited || approvedFor.size > 0) place = alongPeople(place, state.scope(event))
  return alongScopes(place, scope, event)
}
