import { approvalGiven } from '../../core/case/step-up-events.ts'
import { APPROVAL_GIVEN } from '../../core/case/step-up.ts'
import { staffToken } from '../../core/linking/tokens.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import { approvalOutcome } from '../../policy/decide/may-approve.ts'
import { ReadRefused, REFUSALS, type ReadResult } from '../read/outcome.ts'
import { failureOnRecord, recordRefusal } from '../read/on-record.ts'
import { APPROVAL } from './actions.ts'
import type { Proposed, StepUpDeps } from './deps.ts'
import { onRecord, readCaseOf } from './on-record.ts'
import { propose } from './propose.ts'
import { decideInSlices } from '../read/decide-cases.ts'

export interface ApprovalRequest {
  readonly reader: ReaderCredential
  /** The purpose for which the approver looks at the case. */
  readonly purpose: string
  readonly caseId: string
  /** `<agency>:<staff id>` of who asked. */
  readonly asker: string
  readonly class: string
  /** The purpose that the asker reads for. */
  readonly askerPurpose: string
  readonly days: number
  readonly reason: string
}

export interface Approved extends Proposed {
  /** Its last moment, ISO 8601 in UTC. */
  readonly until: string
}

export const MOST_DAYS = 28

const DAY = 86_400_000

/**
 * Opens one class of a case to one asker (D.3, D.10, D.11 (6)): given by a role on the class's list, whose word counts in the case, to somebody else. It
 * ends by itself.
 */
export async function giveApproval(deps: StepUpDeps, request: ApprovalRequest): Promise<ReadResult<Approved>> {
  const { reads } = deps
  const { reader, purpose, caseId, asker } = request
  if (reads.policy.stepUp.approvers[request.class]?.includes(reader.role) !== true || asker === staffOf(reader)) {
    await recordRefusal(reads, APPROVAL, reader, 'deny_approval')
    throw new ReadRefused('deny_approval')
  }
  return failureOnRecord(reads, APPROVAL, reader, async () => {
    const one = await readCaseOf(reads, reader, purpose, caseId)
    const event = deps.ids()
    const asked = { reader, purpose, asked: caseId, action: APPROVAL, page: { event, class: request.class, asker } }
    const { outcome } = await decideInSlices(reads.policy, one.input)
    const result = await onRecord(
      reads,
      asked,
      one,
      approvalOutcome(outcome, () => reads.policy.mayApprove(one.input, request.class)),
      () => undefined,
    )
    if (!result.ok) return result
    if (one.caseLog === undefined) return { ok: false, problem: REFUSALS.not_found }
    const token = (staff: string): string => staffToken(reads.secrets.linking, staff)
    const until = new Date(Date.parse(one.at) + request.days * DAY).toISOString()
    const given = approvalGiven({
      eventId: event,
      caseLog: one.caseLog,
      schema: deps.schemaOf(APPROVAL_GIVEN),
      at: one.at,
      until,
      agency: reader.agency,
      giver: token(staffOf(reader)),
      role: reader.role,
      asker: token(asker),
      class: request.class,
      purpose: request.askerPurpose,
    })
    const said = { '/details/giver': staffOf(reader), '/details/asker': asker, '/details/reason': request.reason }
    return { ...result, value: { ...(await propose(deps, given, said)), until } }
  })
}
