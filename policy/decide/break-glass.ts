import { needsSecondPerson } from '../../core/case/break-glass-second-person.ts'
import { foldCase } from '../../core/case/case-state.ts'
import { breakGlassOpened } from '../../core/case/step-up-events.ts'
import { decide } from './decide.ts'
import type { Release } from '../release/load.ts'
import type { DecisionInput } from '../facts/input.ts'
import type { Decision } from './decision.ts'

/**
 * The decision that a reader would get if emergency access had just been opened. Tells whether opening it would open anything: a block and a conflict of roles
 * refuse here as they would in a read. `reasonLength`: characters of the reason given. The first of the reader's `tokens` must be the person's own.
 */
export function decideWithBreakGlass(release: Release, input: DecisionInput, reasonLength: number): Decision {
  const {
    request: { reader, purpose },
    logs: [first, ...others],
    now,
  } = input
  if (first === undefined) return decide(release, input)
  const index = breakGlassOpened({
    eventId: '',
    caseLog: first.caseLog,
    schema: '',
    at: now,
    agency: reader.agency,
    staff: reader.tokens[0] ?? '',
    role: reader.role,
    purpose,
    reasonLength,
  })
  const opened = { sequence: (first.events.at(-1)?.sequence ?? 0) + 1, index }
  return decide(release, {
    ...input,
    request: { ...input.request, justified: true },
    logs: [{ ...first, events: [...first.events, opened] }, ...others],
  })
}

/**
 * Whether a reader may open emergency access: `permit` where it opens something. A second opening of the same case within 24 hours needs a second person, and is
 * `deny_second_opening` without one; releases of the first engine did not ask for one.
 */
export function decideOpening(release: Release, input: DecisionInput, reasonLength: number): Decision {
  const opened = decideWithBreakGlass(release, input, reasonLength)
  const {
    request: { reader },
    logs,
    agencies,
    now,
  } = input
  if (opened.outcome !== 'permit' || release.engine === 1) return opened
  const { events } = foldCase(logs, agencies, Date.parse(now))
  return needsSecondPerson(events, reader.tokens, Date.parse(now)) ? { outcome: 'deny_second_opening', events: [] } : opened
}
