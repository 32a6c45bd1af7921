import { hasDuty } from '../../../core/control/duties.ts'
import { caseLinked, CASE_LINKED } from '../../../core/case/system-event.ts'
import { staffToken } from '../../../core/linking/tokens.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import { staffOf, type ReaderCredential } from '../../identity/credential.ts'
import { ofControl } from '../../../policy/facts/input.ts'
import { ReadRefused, REFUSALS, type ReadResult } from '../../read/outcome.ts'
import type { ReadDeps } from '../../read/deps.ts'
import { failureOnRecord, putOnRecord, recordRefusal } from '../../read/on-record.ts'
import { liveRequest } from '../../read/readers.ts'
import { ALLOCATION_APPROVAL, ALLOCATION_REQUEST } from '../actions.ts'
import type { StepUpDeps } from '../deps.ts'
import { putOutcomeOnRecord } from '../on-record.ts'
import { writeSaid } from '../propose.ts'
import { seek, type About } from './about.ts'
import { inFixedTime } from './same-answer.ts'
import { termUntil } from './term.ts'
import { agencyOfWorker, workerErrors, wrongTerm, type WorkerAsked } from './worker.ts'

/** Somebody of a worker's own agency. */
export interface OwnAgencyReader {
  readonly reader: ReaderCredential
  readonly purpose: string
}

export interface OwnAgencyRequest extends OwnAgencyReader, WorkerAsked {
  readonly about: About
  readonly reason: string
}

/** What the lead is handed: who asks for whom. Sealed for the agency. */
export interface RequestedAllocation extends WorkerAsked {
  readonly about: About
  /** `<agency>:<staff id>` of who asked. */
  readonly by: string
  /** When, ISO 8601 in UTC. */
  readonly at: string
}

/** How long a request may wait for the lead. */
const WAITS_MS = 14 * 86_400_000

const scopeOf = (agency: AgencyId): readonly string[] => ['allocation-request', agency]

const refuse = async (reads: ReadDeps, action: string, reader: ReaderCredential, errors: readonly FieldError[]): Promise<never> => {
  await recordRefusal(reads, action, reader, 'invalid-request')
  throw new ReadRefused('invalid-request', { errors })
}

/** Refuses, on record, a purpose that is not of the role, and a release that has no rules for this. Resolves with what control.events says. */
async function mayAsk(reads: ReadDeps, action: string, { reader, purpose }: OwnAgencyReader) {
  const control = await reads.readControl(reads.readStore.db)
  const { outcome } = reads.policy.decide({
    request: liveRequest(reader, purpose, reads.secrets),
    logs: [],
    ...ofControl(control),
    now: new Date(reads.clock.now()).toISOString(),
  })
  const refusal = reads.policy.allocation === undefined ? 'deny_allocation' : outcome
  if (refusal === 'permit' || refusal === 'not_found') return control
  await recordRefusal(reads, action, reader, refusal)
  throw new ReadRefused(REFUSALS[refusal])
}

/**
 * Asks that a worker of one's own agency is allocated to a case by which another agency names theirs (D.11 (6)). Looks at no case: what comes back is for the agency's
 * lead, and says nothing of whether there is one.
 */
export async function requestAllocation(deps: StepUpDeps, request: OwnAgencyRequest): Promise<ReadResult<{ readonly request: string }>> {
  const { reads } = deps
  const { reader, purpose, about, worker, role, workerPurpose, until, reason } = request
  const control = await mayAsk(reads, ALLOCATION_REQUEST, request)
  const now = reads.clock.now()
  const errors = [
    ...(agencyOfWorker(worker) === reader.agency
      ? []
      : [{ pointer: '/worker', code: 'foreign-worker', detail: 'Give a worker of your own agency.' }]),
    ...workerErrors(request, control, reads.policy, reads.secrets.linking),
    ...(termUntil(until, now, reads.policy.allocation?.months) === undefined ? [wrongTerm] : []),
  ]
  if (errors.length > 0) return refuse(reads, ALLOCATION_REQUEST, reader, errors)
  const at = new Date(now).toISOString()
  const requested: RequestedAllocation = { worker, role, workerPurpose, until, about, by: staffOf(reader), at }
  const record = await putOnRecord(reads, {
    at,
    action: ALLOCATION_REQUEST,
    reader,
    purpose,
    page: { worker, role, purpose: workerPurpose, reason },
    decision: { outcome: 'permit', events: [] },
  })
  return { ok: true, record, value: { request: reads.cursors.seal(scopeOf(reader.agency), JSON.stringify(requested)) } }
}

const wrongRequest: FieldError = {
  pointer: '/request',
  code: 'wrong-request',
  detail: 'Give the request as a colleague of your agency got it, of the last 14 days; you cannot approve your own, or one for yourself.',
}

/** The request that a lead was handed, for them to read before they approve; undefined for what is none of theirs. */
export function openRequest(reads: ReadDeps, reader: ReaderCredential, sealed: string): RequestedAllocation | undefined {
  const text = reads.cursors.open(scopeOf(reader.agency), sealed)
  if (text === undefined) return undefined
  const requested = JSON.parse(text) as RequestedAllocation
  const age = reads.clock.now() - Date.parse(requested.at)
  return age > WAITS_MS || [requested.by, requested.worker].includes(staffOf(reader)) ? undefined : requested
}

/**
 * The second person's yes: the lead whom the agency has named in the control log. The worker gets the link where another agency's event names their agency's kind
 * together with one harmed person; whether that is so nobody is told.
 */
export async function approveAllocation(
  deps: StepUpDeps,
  { reader, purpose, request, reason }: OwnAgencyReader & { readonly request: string; readonly reason: string },
): Promise<ReadResult<undefined>> {
  const { reads } = deps
  const control = await mayAsk(reads, ALLOCATION_APPROVAL, { reader, purpose })
  const token = (staff: string): string => staffToken(reads.secrets.linking, staff)
  if (!hasDuty(control.staff, token(staffOf(reader)), 'allocation_lead')) {
    await recordRefusal(reads, ALLOCATION_APPROVAL, reader, 'deny_allocation')
    throw new ReadRefused('deny_allocation')
  }
  const requested = openRequest(reads, reader, request)
  if (requested === undefined) return refuse(reads, ALLOCATION_APPROVAL, reader, [wrongRequest])
  const errors = workerErrors(requested, control, reads.policy, reads.secrets.linking)
  const until = termUntil(requested.until, reads.clock.now(), reads.policy.allocation?.months)
  if (errors.length > 0 || until === undefined) return refuse(reads, ALLOCATION_APPROVAL, reader, [wrongRequest])
  return failureOnRecord(reads, ALLOCATION_APPROVAL, reader, () =>
    inFixedTime(
      (async () => {
        const { found, tokens } = await seek(reads, reader, purpose, requested.about)
        const named = reads.policy.namedPair(found.input, { agency: reader.agency, tokens })
        const event = deps.ids()
        const { worker, role, workerPurpose, by } = requested
        const page = { event, worker, role, purpose: workerPurpose, by, tokens: tokens.join(' ') }
        const record = await putOutcomeOnRecord(
          reads,
          { reader, purpose, asked: null, action: ALLOCATION_APPROVAL, page },
          found,
          named === undefined ? 'not_found' : 'permit',
        )
        if (named !== undefined && found.caseLog !== undefined) {
          const { index } = caseLinked({
            eventId: event,
            caseLog: found.caseLog,
            schema: deps.schemaOf(CASE_LINKED),
            at: found.at,
            agency: reader.agency,
            staff: token(worker),
            link: 'allocated',
            role,
            pairs: named.pair,
            from: found.at,
            until,
            purpose: workerPurpose,
            givenBy: reader.agency,
            giver: token(staffOf(reader)),
            second: token(by),
            ...(named.proceeding === undefined ? {} : { proceeding: named.proceeding, namedBy: named.by }),
          })
          await writeSaid(deps, index, {
            '/details/staff': worker,
            '/details/giver': staffOf(reader),
            '/details/second': by,
            '/details/reason': reason,
          })
        }
        return { ok: true, record, value: undefined } as const
      })(),
    ),
  )
}
