import { wordsToken } from '../../core/alerts/words-token.ts'
import { breakGlassOpened } from '../../core/case/step-up-events.ts'
import { BREAK_GLASS_OPENED } from '../../core/case/step-up.ts'
import { measureReason } from '../../core/reasons/reason.ts'
import { staffToken } from '../../core/linking/tokens.ts'
import { credentialKey, staffOf, type ReaderCredential } from '../identity/credential.ts'
import { ReadRefused, REFUSALS, type ReadResult } from '../read/outcome.ts'
import { failureOnRecord, recordRefusal } from '../read/on-record.ts'
import { BREAK_GLASS } from './actions.ts'
import type { Proposed, StepUpDeps } from './deps.ts'
import { onRecord, readCaseOf } from './on-record.ts'
import { propose } from './propose.ts'

export interface BreakGlassRequest {
  readonly reader: ReaderCredential
  readonly purpose: string
  /** As it was asked for. */
  readonly caseId: string
  readonly reason: string
}

export interface BreakGlassOpen extends Proposed {
  /** When it ends by itself, ISO 8601 in UTC. */
  readonly until: string
}

const MINUTE = 60_000

/** Throws ReadRefused `deny_break_glass`, on record, for a role or purpose that emergency access is not for: the request alone decides it. */
export async function mayBreakGlass({ reads }: StepUpDeps, action: string, reader: ReaderCredential, purpose: string): Promise<void> {
  const { roles, purposes } = reads.policy.stepUp.break_glass
  if (roles.includes(reader.role) && purposes.includes(purpose)) return
  await recordRefusal(reads, action, reader, 'deny_break_glass')
  throw new ReadRefused('deny_break_glass')
}

/** Counts an action that is for few times a day; throws ReadRefused `too-many-today`, on record, for one too many. */
export async function mayToday({ reads, limitToday }: StepUpDeps, action: string, reader: ReaderCredential): Promise<void> {
  const retryAfter = limitToday(`${action} ${credentialKey(reader)}`)
  if (retryAfter === undefined) return
  await recordRefusal(reads, action, reader, 'too-many-today')
  throw new ReadRefused('too-many-today', { retryAfter })
}

/**
 * Opens emergency access to a case (D.5): an event of the case, in force before it is answered, on record, and in the queue of chairs and data protection
 * officers at once. A block, a conflict of roles and no such case are one 404.
 */
export async function openBreakGlass(
  deps: StepUpDeps,
  { reader, purpose, caseId, reason }: BreakGlassRequest,
): Promise<ReadResult<BreakGlassOpen>> {
  const { reads } = deps
  await mayBreakGlass(deps, BREAK_GLASS, reader, purpose)
  await mayToday(deps, BREAK_GLASS, reader)
  return failureOnRecord(reads, BREAK_GLASS, reader, async () => {
    const one = await readCaseOf(reads, reader, purpose, caseId)
    const reasonLength = measureReason(reason).characters
    const event = deps.ids()
    const page = { event, reason_length: String(reasonLength), words: wordsToken(reads.secrets.linking, reason) }
    const asked = { reader, purpose, asked: caseId, action: BREAK_GLASS, page }
    const result = await onRecord(reads, asked, one, reads.policy.decideOpening(one.input, reasonLength).outcome, () => undefined)
    if (!result.ok) return result
    if (one.caseLog === undefined) return { ok: false, problem: REFUSALS.not_found }
    const opened = breakGlassOpened({
      eventId: event,
      caseLog: one.caseLog,
      schema: deps.schemaOf(BREAK_GLASS_OPENED),
      at: one.at,
      agency: reader.agency,
      staff: staffToken(reads.secrets.linking, staffOf(reader)),
      role: reader.role,
      purpose,
      reasonLength,
    })
    const proposed = await propose(deps, opened, { '/details/staff': staffOf(reader), '/details/reason': reason })
    return {
      ...result,
      value: { ...proposed, until: new Date(Date.parse(one.at) + reads.policy.stepUp.break_glass.minutes * MINUTE).toISOString() },
    }
  })
}
