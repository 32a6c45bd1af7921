import { caseLinked, CASE_LINKED } from '../../../core/case/system-event.ts'
import { staffToken } from '../../../core/linking/tokens.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import { staffOf, type ReaderCredential } from '../../identity/credential.ts'
import { adultsIn, type Pair } from '../../../policy/decide/allocations.ts'
import { createEventIds } from '../../read/event-ids.ts'
import { ReadRefused, REFUSALS, type ReadResult } from '../../read/outcome.ts'
import type { ReadDeps } from '../../read/deps.ts'
import { failureOnRecord, recordRefusal } from '../../read/on-record.ts'
import { ALLOCATION } from '../actions.ts'
import type { Proposed, StepUpDeps } from '../deps.ts'
import type { OneCase } from '../../read/decide-cases.ts'
import { onRecord, readCaseOf } from '../on-record.ts'
import { propose } from '../propose.ts'
import { termUntil } from './term.ts'
import { agencyOfWorker, workerErrors, wrongTerm, type WorkerAsked } from './worker.ts'

/** Somebody of the coordinating agency, before a case. */
export interface AllocatorRequest {
  readonly reader: ReaderCredential
  /** The purpose for which they look at the case. */
  readonly purpose: string
  readonly caseId: string
}

export interface AllocationRequest extends AllocatorRequest, WorkerAsked {
  /** Id, as this reader sees it, of an event of the case that names the one harmed person whose worker it is. */
  readonly event: string
  readonly reason: string
}

export interface Allocated extends Proposed {
  /** Its last moment, ISO 8601 in UTC. */
  readonly until: string
}

const FALLBACK = { roles: ['marac_chair', 'marac_coordinator'], purpose: 'marac_risk_management', months: 6 }

/** Refuses, on record, a role or purpose that allocates nobody: the request alone decides it. */
export async function mayAllocate(reads: ReadDeps, action: string, { reader, purpose }: AllocatorRequest, worker?: string): Promise<void> {
  const { roles, purpose: allocators } = reads.policy.allocation ?? FALLBACK
  if (roles.includes(reader.role) && purpose === allocators && worker !== staffOf(reader)) return
  await recordRefusal(reads, action, reader, 'deny_allocation')
  throw new ReadRefused('deny_allocation')
}

/** The pair of the one harmed adult whom an event names; undefined for an event that is not there, or that names none or several. */
function pairOf({ secrets }: ReadDeps, { input: { logs } }: OneCase, reader: ReaderCredential, event: string): Pair | undefined {
  const idOf = createEventIds(secrets.readerIds, staffOf(reader))
  const found = logs.flatMap(({ events, left }) =>
    events.filter(({ sequence, index }) => left?.has(sequence) !== true && idOf(index) === event),
  )[0]
  if (found === undefined) return undefined
  const [harmed, ...others] = adultsIn(found.index)
  return harmed === undefined || others.length > 0 ? undefined : [found.index.subject, harmed]
}

const wrongEvent: FieldError = {
  pointer: '/event',
  code: 'wrong-event',
  detail: 'Give the id of an event of your timeline that names the one adult whose case it is, and no other.',
}

/**
 * Allocates a worker to a case, for one purpose and one pair (D.11 (6)): given by chair or coordinator of the agency that lists the case, to somebody else, for six
 * months at most. In force before it is answered, and on record.
 */
export async function giveAllocation(deps: StepUpDeps, request: AllocationRequest): Promise<ReadResult<Allocated>> {
  const { reads } = deps
  const { reader, purpose, caseId, worker, role } = request
  await mayAllocate(reads, ALLOCATION, request, worker)
  return failureOnRecord(reads, ALLOCATION, reader, async () => {
    const one = await readCaseOf(reads, reader, purpose, caseId)
    const event = deps.ids()
    const { outcome } = reads.policy.decideAllocations(one.input)
    const until = termUntil(request.until, Date.parse(one.at), reads.policy.allocation?.months)
    const pair = pairOf(reads, one, reader, request.event)
    if (
      outcome === 'permit' &&
      (until === undefined ||
        pair === undefined ||
        workerErrors(request, one.snapshot.control, reads.policy, reads.secrets.linking).length > 0)
    ) {
      await recordRefusal(reads, ALLOCATION, reader, 'invalid-request')
      throw new ReadRefused('invalid-request', {
        errors: [
          ...workerErrors(request, one.snapshot.control, reads.policy, reads.secrets.linking),
          ...(pair === undefined ? [wrongEvent] : []),
          ...(until === undefined ? [wrongTerm] : []),
        ],
      })
    }
    const result = await onRecord(
      reads,
      { reader, purpose, asked: caseId, action: ALLOCATION, page: { event, worker, role, purpose: request.workerPurpose } },
      one,
      outcome,
      () => undefined,
    )
    if (!result.ok) return result
    const agency = agencyOfWorker(worker)
    if (until === undefined || pair === undefined || one.caseLog === undefined || agency === undefined)
      return { ok: false, problem: REFUSALS.not_found }
    const token = (staff: string): string => staffToken(reads.secrets.linking, staff)
    const { index } = caseLinked({
      eventId: event,
      caseLog: one.caseLog,
      schema: deps.schemaOf(CASE_LINKED),
      at: one.at,
      agency,
      staff: token(worker),
      link: 'allocated',
      role,
      pairs: pair,
      from: one.at,
      until,
      purpose: request.workerPurpose,
      givenBy: reader.agency,
      giver: token(staffOf(reader)),
    })
    const said = { '/details/staff': worker, '/details/giver': staffOf(reader), '/details/reason': request.reason }
    return { ...result, value: { ...(await propose(deps, index, said)), until } }
  })
}
