import { breakGlassOpened } from '../../core/case/step-up-events.ts'
import { decide } from './decide.ts'
import type { Release } from './release.ts'
import type { Decision, DecisionInput } from './types.ts'

/**
 * The decision that a reader would get with emergency access just opened, for a reason of so many characters: whether opening it opens anything. A block and
 * a conflict of roles show here as they would in a read. `tokens` of the reader: the person's own first.
 */
export function decideAsOpened(release: Release, input: DecisionInput, reasonLength: number): Decision {
  const { request: { reader, purpose }, logs: [first, ...others], now } = input
  if (first === undefined) return decide(release, input)
  const index = breakGlassOpened({
    eventId: '', caseLog: first.caseLog, schema: '', at: now, agency: reader.agency, staff: reader.tokens[0] ?? '', role: reader.role, purpose, reasonLength,
  })
  const opened = { sequence: (first.events.at(-1)?.sequence ?? 0) + 1, index }
  return decide(release, { ...input, request: { ...input.request, justified: true }, logs: [{ ...first, events: [...first.events, opened] }, ...others] })
}
