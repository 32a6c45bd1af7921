import type { CaseEvent } from '../../core/case/case-events.ts'
import type { Wish } from '../../core/case/wishes.ts'
import { inScope, type ReaderPairs } from './pair-scope.ts'
import type { Reading } from './reading.ts'

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

/** What of an adult's wishes bears on an event for this reader: what binds everybody, and what binds that agency's events or readers who face the perpetrator. */
function wishesOn({ state, facesPerpetrator }: Reading, { index }: CaseEvent, adult: string): readonly Wish[] {
  const wish = state.wishes.get(adult)
  const narrow = state.narrowWishes.filter((said) => said.adult === adult && (facesPerpetrator || said.agency === index.agency))
  return wish === undefined ? narrow : [wish, ...narrow]
}

/** True when somebody whom the event is about refused, overridden or not. */
export const isRefused = (reading: Reading, event: CaseEvent): boolean =>
  reading.isLimited && reading.state.adultsOf(event).some((adult) => wishesOn(reading, event, adult).some(({ refused }) => refused))

/** With several people, the strictest per class: each person's wish stands unless an override for that person names the class. */
export function wishFacts(
  reading: Reading,
  { pairs, clients }: { readonly pairs: ReaderPairs; readonly clients: ReaderPairs },
  event: CaseEvent,
  sensitivity: string,
): WishFacts {
  const { state, request } = reading
  if (!reading.isLimited) return NO_WISH
  const overridden = (adult: string): boolean =>
    state.overrides.some(
      ({ adults, purposes, classes, agency }) =>
        adults.has(adult) &&
        purposes.has(request.purpose) &&
        classes.has(sensitivity) &&
        (agency === undefined || agency === event.index.agency),
    )
  const binding = state.adultsOf(event).flatMap((adult) => {
    const wishes = wishesOn(reading, event, adult)
    const [refused, excluded] = [wishes.some((wish) => wish.refused), wishes.some((wish) => wish.excluded.has(sensitivity))]
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
