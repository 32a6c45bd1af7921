import type { Outcome } from '../../policy/decide/decision.ts'
import type { Asked } from './record.ts'
import type { Standing } from './standing.ts'
import { isOneOf, roleOf, tables } from './tables.ts'

/** Smallest cell that a count may be told of (D.10, Aggregates). */
const SMALLEST_CELL = 10

/** Steps 2 and 4 of D.1, which rest on the request alone and so answer first (D.1). */
export function refusalOfRequest({ input: { request } }: Asked): Outcome | undefined {
  const { reader, purpose, channel, granted = false, cell } = request
  const mayRead = isOneOf(purpose, 'DTH') ? granted : roleOf(reader.role)?.purposes.includes(purpose) === true
  if (!mayRead) return 'deny_role_purpose'
  if (channel === 'aggregate') return cell === undefined ? 'deny_channel' : cell >= SMALLEST_CELL ? undefined : 'suppressed'
  // Mapping is answered as counts and in no other way; a pack is drawn up, not read live (D.8); an evaluator reads live by grant only.
  if (isOneOf(purpose, 'MAP') || (channel === 'live' && (isOneOf(purpose, 'SAR') || (isOneOf(purpose, 'EVA') && !granted))))
    return 'deny_channel'
  return undefined
}

const conflicts = (role: string, other: string): boolean =>
  tables.incompatible.some((pair) => pair.includes(role) && pair.includes(other) && role !== other)

/** What steps 1, 3, 5 and 6 of D.1 answer; undefined: the reader is linked to the case and may go on. */
export function refusalOfCase({ input: { request, logs } }: Asked, standing: Standing): Exclude<Outcome, 'permit'> | undefined {
  const { reader, purpose, justified, extractOf } = request
  if (standing.blocked) return 'not_found'
  if (standing.otherRoles.some((other) => conflicts(reader.role, other))) return 'deny_role_conflict'
  if (isOneOf(purpose, 'AUD', 'SAR')) return standing.audits ? undefined : 'not_found'
  if (isOneOf(purpose, 'DTH') && standing.audits) return undefined
  // C: an evaluator is linked to no case, and reads those that the project was approved for.
  if (isOneOf(purpose, 'EVA') && logs.some(({ caseLog, events }) => events.length > 0 && extractOf?.includes(caseLog) !== false))
    return undefined
  if (standing.listed || standing.breakGlass) return undefined
  // D.2: in a listed case the purpose is enough; a worker's own allocation says why; the safeguarding purposes ask for words.
  if (standing.allocated) return isOneOf(purpose, 'MRM', 'CSG', 'ASG') && !justified ? 'deny_justification' : undefined
  // What an agency has published is no link.
  return 'not_found'
}
