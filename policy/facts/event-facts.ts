import type { CaseEvent } from '../../core/case/case-events.ts'
import { blockFacts } from './blocks.ts'
import type { TargetFacts } from './fact-row.ts'
import { keyOf, workOut, type Facts } from './facts.ts'
import { objectionFacts } from './objections.ts'
import { inScope, whosePairOf, type WhosePair } from './pair-scope.ts'
import type { KnownType, ReaderScope } from './reader-scope.ts'
import { hasWishes } from './wishes.ts'

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

const peopleText = ({ reading: { state } }: ReaderScope, event: CaseEvent): string => {
  const people = state.scope(event)
  return typeof people === 'string' ? people : [...people].sort().join()
}

/** Of harmed people of an event, and of those whose wishes bear on it, which are in the reader's scope and care there: ages are of the event's day. */
function scopesIn({ reading, pairs, clients }: ReaderScope, event: CaseEvent): string {
  if (pairs === 'any' && clients === 'any') return ''
  const people = [
    ...event.index.harmed.map(({ person }) => person),
    ...(reading.state.wishes.size === 0 ? [] : reading.state.adultsOf(event)),
  ]
  return people
    .map((person) => `${Number(inScope(reading, pairs, person, event))}${Number(inScope(reading, clients, person, event))}`)
    .join()
}

/**
 * Everything about an event that its evaluation rests on, as text: events alike in it are evaluated once. INVARIANT: every fact of the table that is of an event
 * is in it; besides facts, what the parts of an event and the wishes on it depend on.
 */
export function signature(scope: ReaderScope, { event, type, whosePair, is }: EventFacts): string {
  const { subject, harmed, raised } = event.index
  const people = harmed.reduce((text, { person, role }) => `${text},${role} ${person}`, '')
  const fields = raised.reduce((text, { field, class: sensitivity }) => `${text},${field} ${sensitivity}`, '')
  const { state } = scope.reading
  const whose = hasWishes(scope.reading) || scope.reading.approvedFor.size > 0 ? peopleText(scope, event) : ''
  // What binds one agency's events alone tells two of the same people apart.
  const bound = state.narrowWishes.length > 0 || state.overrides.some(({ agency }) => agency !== undefined) ? event.index.agency : ''
  return [type.type, whosePair, subject, people, scopesIn(scope, event), fields, whose, bound, keyOf('event', is)].join('\n')
}
