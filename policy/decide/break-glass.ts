import { needsSecondPerson } from '../../core/case/break-glass-second-person.ts'
import { foldCase } from '../../core/case/case-state.ts'
import { breakGlassOpened } from '../../core/case/step-up-events.ts'
import { decide } from './decide.ts'
import type { Release } from '../release/load.ts'
import type { DecisionInput } from '../facts/input.ts'
import type { Decision } from './decision.ts'

/**
 * The decision that a reader would get with emergency access just opened, for a reason of so many characters: whether opening it opens anything. A block and
 * a conflict of roles show here as they would in a read. `tokens` of the reader: the person's own first.
 */
export function decideAsOpened(release: Release, input: DecisionInput, reasonLength: number): Decision {
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
 * Whether a reader may open emergency access: it opens something, and does not renew at once. A second opening of a case within 24 hours needs a second person;
 * releases of the first engine did not ask for one.
 */
export function decideOpening(release: Release, input: DecisionInput, reasonLength: number): Decision {
  const opened = decideAsOpened(release, input, reasonLength)
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
