import type { CaseEvent } from '../../core/case/case-events.ts'
import { fact } from '../../core/case/index-part.ts'
import { inScope, type ReaderPairs } from './pair-scope.ts'
import type { Reading } from './reading.ts'

/** Facts of an event that bear on all its parts. */
export interface EventFlags {
  readonly objection: boolean
  readonly objection_pending: boolean
  readonly session_without_concern: boolean
  readonly told_by_others: boolean
}

/** Bases by which an account comes from a harmed person, a child or a third party. */
const TOLD_BY_OTHERS: ReadonlySet<string> = new Set(['reported_by_harmed', 'reported_by_child', 'reported_by_third_party'])

export const inGroup = (prefixes: readonly string[], type: string): boolean => prefixes.some((prefix) => type.startsWith(prefix))

/** Whether an objection bears on an event: one about the whole case, or of a person whom the event is about. */
function objectionsTo({ state }: Reading, event: CaseEvent): Pick<EventFlags, 'objection' | 'objection_pending'> {
  if (state.objections.length === 0) return { objection: false, objection_pending: false }
  const scope = state.scope(event)
  const about = new Set([...event.index.harmed.map(({ person }) => person), ...(typeof scope === 'string' ? [] : scope)])
  const bearing = state.objections.filter(({ people }) => people.size === 0 || typeof scope === 'string' || [...people].some((person) => about.has(person)))
  return { objection: bearing.some(({ inForce }) => inForce), objection_pending: bearing.some(({ inForce }) => !inForce) }
}

export function eventFlags(reading: Reading, event: CaseEvent): EventFlags {
  const { index } = event
  return {
    ...objectionsTo(reading, event),
    session_without_concern: inGroup(reading.release.groups.session, index.type) && fact(index, 'concern_raised')[0] !== 'true',
    told_by_others: TOLD_BY_OTHERS.has(index.basis) && index.perp_knows === 'never',
  }
}

/** What the wishes on an event do to a class, after the overrides that are live for the purpose. */
export interface WishFlags {
  readonly refused: boolean
  readonly excluded: boolean
  /** Every person whose wish binds here is in the reader's own care. */
  readonly own_person: boolean
}

const NO_WISH: WishFlags = { refused: false, excluded: false, own_person: false }

/** True when somebody whom the event is about refused, overridden or not. */
export const isRefused = ({ state }: Reading, event: CaseEvent): boolean =>
  [...state.wishes.values()].some(({ refused }) => refused) && state.adultsOf(event).some((adult) => state.wishes.get(adult)?.refused === true)

/** With several people, the strictest per class: each person's wish stands unless an override for that person names the class. */
export function wishFlags(reading: Reading, pairs: ReaderPairs, event: CaseEvent, sensitivity: string): WishFlags {
  const { state, request } = reading
  if (state.wishes.size === 0) return NO_WISH
  const overridden = (adult: string): boolean => state.overrides.some(({ adults, purposes, classes }) =>
    adults.has(adult) && purposes.has(request.purpose) && classes.has(sensitivity))
  const binding = state.adultsOf(event).flatMap((adult) => {
    const wish = state.wishes.get(adult)
    const [refused, excluded] = [wish?.refused === true, wish?.excluded.has(sensitivity) === true]
    return (refused || excluded) && !overridden(adult) ? [{ adult, refused, excluded }] : []
  })
  if (binding.length === 0) return NO_WISH
  return {
    refused: binding.some(({ refused }) => refused),
    excluded: binding.some(({ excluded }) => excluded),
    own_person: binding.every(({ adult }) => inScope(reading, pairs, adult)),
  }
}
