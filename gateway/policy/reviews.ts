import { systemEvents, type CaseEvent } from '../../core/case/case-events.ts'
import { fact } from '../../core/case/index-part.ts'
import { BREAK_GLASS_REVIEWED } from '../../core/case/step-up-events.ts'
import { BREAK_GLASS_OPENED } from '../../core/case/step-up.ts'
import { hasConflict, permits, refusalOfRequest } from './gates.ts'
import { isListed, readingOf, type Reading } from './reading.ts'
import type { Release } from './release.ts'
import type { Decision, DecisionInput, EventDecision } from './types.ts'

/** Who opened it and why. */
const SAID = { owner: '', class: 'STAFF', form: 'plain' } as const

/** Whether an agency is another, or works in an area of the other. */
const near = ({ agencies }: DecisionInput, one: string, other: string): boolean =>
  one === other || (agencies.get(one)?.areas ?? []).some((area) => agencies.get(other)?.areas.includes(area) === true)

const reviewed = ({ state }: Reading, { index }: CaseEvent): boolean =>
  systemEvents(state.events, BREAK_GLASS_REVIEWED).some((review) => fact(review.index, 'target_event').includes(index.event_id))

/** Decides which openings of emergency access to a case are this reader's to review (D.5): each with who opened it and why, and nothing else of the case. */
export function decideReviews(release: Release, input: DecisionInput): Decision {
  const refusal = refusalOfRequest(release, input.request)
  if (refusal !== undefined) return { outcome: refusal, events: [] }
  const reading = readingOf(release, input)
  const { reader } = input.request
  const conflict = hasConflict(reading)
  const [listed, task] = [isListed(reading), reading.links.some(({ link }) => link === 'audit')]
  const events = systemEvents(reading.state.events, BREAK_GLASS_OPENED).flatMap((opened): readonly EventDecision[] => {
    const facts = {
      blocked: reading.blocked, conflict, listed, task, near: fact(opened.index, 'agency').some((agency) => near(input, agency, reader.agency)),
      own_emergency: fact(opened.index, 'staff').some((token) => reader.tokens.includes(token)),
    }
    if (reviewed(reading, opened) || !permits(release, input.request, 'review', facts)) return []
    const { caseLog, sequence } = opened
    return [{ caseLog, sequence, effect: 'shown', parts: [SAID], dates: 'exact', publisher: 'named', late: false, corrected: false }]
  })
  return { outcome: 'permit', events }
}
