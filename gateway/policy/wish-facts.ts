import type { CaseEvent } from '../../core/case/case-events.ts'
import { inScope } from './pair-scope.ts'
import type { Reading } from './reading.ts'
import type { Sight } from './sight.ts'

/** What the wishes on an event do to a class, after the overrides that are live for the purpose. */
export interface WishFacts {
  readonly refused: boolean
  readonly excluded: boolean
  /** Every person whose wish binds here is in the reader's scope. */
  readonly own_person: boolean
  /** As `refused` and `excluded`, of somebody whose own worker the reader is not. */
  readonly others_refused: boolean
  readonly others_excluded: boolean
}

const NO_WISH: WishFacts = { refused: false, excluded: false, own_person: false, others_refused: false, others_excluded: false }

/** True when somebody whom the event is about refused, overridden or not. */
export const isRefused = ({ state }: Reading, event: CaseEvent): boolean =>
  state.wishes.size > 0 && state.adultsOf(event).some((adult) => state.wishes.get(adult)?.refused === true)

/** With several people, the strictest per class: each person's wish stands unless an override for that person names the class. */
export function wishFacts(reading: Reading, { pairs, clients }: Pick<Sight, 'pairs' | 'clients'>, event: CaseEvent, sensitivity: string): WishFacts {
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
  const others = binding.filter(({ adult }) => !inScope(reading, pairs, adult, event) || !inScope(reading, clients, adult, event))
  return {
    refused: binding.some(({ refused }) => refused),
    excluded: binding.some(({ excluded }) => excluded),
    own_person: binding.every(({ adult }) => inScope(reading, pairs, adult, event)),
    others_refused: others.some(({ refused }) => refused),
    others_excluded: others.some(({ excluded }) => excluded),
  }
}
