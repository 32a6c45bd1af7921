import { systemEvents, type CaseEvent } from '../../core/case/case-events.ts'
import { fact } from '../../core/case/index-part.ts'
import { BREAK_GLASS_REVIEWED } from '../../core/case/step-up-events.ts'
import { BREAK_GLASS_OPENED } from '../../core/case/step-up.ts'
import { workOut } from '../facts/facts.ts'
import { readingOf, type Reading } from '../facts/reading.ts'
import { permits, refusalOfRequest } from './refusals.ts'
import type { Release } from '../release/load.ts'
import type { DecisionInput } from '../facts/input.ts'
import { inWhole, WHO_AND_WHY, type Decision, type EventDecision } from './decision.ts'

const reviewsOf = ({ state }: Reading, { index }: CaseEvent): readonly CaseEvent[] =>
  systemEvents(state.events, BREAK_GLASS_REVIEWED).filter((review) => fact(review.index, 'target_event').includes(index.event_id))

const shown = (event: CaseEvent): EventDecision => inWhole(event, [WHO_AND_WHY])

/** The openings of emergency access to a case with which a reader may do something, as the policies say. */
function openingsFor(
  action: string,
  release: Release,
  input: DecisionInput,
): { readonly reading: Reading; readonly openings: readonly CaseEvent[] } {
  const reading = readingOf(release, input)
  const facts = workOut('case', reading)
  const openings = systemEvents(reading.state.events, BREAK_GLASS_OPENED).filter((opened) =>
    permits(release, input.request, action, 'review', { case: facts, opening: workOut('opening', { reading, opened }) }),
  )
  return { reading, openings }
}

/** Decides which openings of emergency access to a case that wait for a review this reader is shown (D.5): each with who opened it and why. */
export function decideReviews(release: Release, input: DecisionInput): Decision {
  const refusal = refusalOfRequest(release, input.request)
  if (refusal !== undefined) return { outcome: refusal, events: [] }
  const { reading, openings } = openingsFor('review', release, input)
  return { outcome: 'permit', events: openings.filter((opened) => reviewsOf(reading, opened).length === 0).map(shown) }
}

/** Decides which closed reviews of emergency access to a case this reader is shown: each with its opening. */
export function decideReviewed(release: Release, input: DecisionInput): Decision {
  const refusal = refusalOfRequest(release, input.request)
  if (refusal !== undefined) return { outcome: refusal, events: [] }
  const { reading, openings } = openingsFor('see_reviewed', release, input)
  return {
    outcome: 'permit',
    events: openings.flatMap((opened) => {
      const [review] = reviewsOf(reading, opened)
      return review === undefined ? [] : [shown(opened), shown(review)]
    }),
  }
}

/**
 * Event ids of the openings whose review this reader may close, and after which they may allow one more: the reviewer is of another agency than who opened it. In
 * releases of the first engine whoever was told of one could close it.
 */
export function reviewsToClose(release: Release, input: DecisionInput): ReadonlySet<string> {
  if (refusalOfRequest(release, input.request) !== undefined) return new Set()
  return new Set(openingsFor(release.engine === 1 ? 'review' : 'close_review', release, input).openings.map(({ index }) => index.event_id))
}
