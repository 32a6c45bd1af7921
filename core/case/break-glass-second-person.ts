import { systemEvents, type CaseEvents } from './case-events.ts'
import { fact } from './index-part.ts'
import { BREAK_GLASS_OPENED } from './step-up.ts'

/** System event type: somebody may open emergency access once more. */
export const BREAK_GLASS_ALLOWED = 'access.break-glass-allowed'

/** For so long after an opening, another one of the same case by the same person needs a second person (ms). */
export const SECOND_PERSON_MS = 24 * 60 * 60_000

/**
 * Whether a person needs a second one to open emergency access to a case: they have opened it within the last 24 hours, for whatever purpose, and one of those
 * openings has not been followed by somebody else's leave to open once more. `tokens`: the person's own first.
 */
export function needsSecondPerson(events: CaseEvents, tokens: readonly string[], now: number): boolean {
  const allowed = new Set(
    systemEvents(events, BREAK_GLASS_ALLOWED)
      .filter(({ index }) => fact(index, 'giver').length > 0 && !fact(index, 'giver').some((token) => tokens.includes(token)))
      .flatMap(({ index }) => fact(index, 'target_event')),
  )
  return systemEvents(events, BREAK_GLASS_OPENED).some(({ index }) => {
    const openedAt = Date.parse(fact(index, 'opened_at')[0] ?? '')
    return (
      fact(index, 'staff').some((token) => tokens.includes(token)) &&
      openedAt <= now &&
      now - openedAt < SECOND_PERSON_MS &&
      !allowed.has(index.event_id)
    )
  })
}
