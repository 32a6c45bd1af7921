import { CASE_LINKED } from '../../../core/case/system-event.ts'
import { NOTIFIED } from '../../../core/case/notices.ts'
import { CONFIRMED } from '../../../core/case/confirmations.ts'
import type { ReadStoreTx } from '../../../infra/read-store/port.ts'
import { readSnapshot } from '../../../infra/read-store/snapshot.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import type { ReaderCredential } from '../../identity/credential.ts'
import { asDecision, type ToConfirm } from '../../../policy/decide/confirmations.ts'
import type { Decision } from '../../../policy/decide/decision.ts'
import { candidateCases } from '../../read/candidates.ts'
import { fetchParts, partsOfEvents, type SealedRow } from '../../read/open-parts.ts'
import type { ReadRequest } from '../../../policy/facts/input.ts'
import { decideCases } from '../../read/decide-cases.ts'
import type { ReadDeps } from '../../read/deps.ts'
import type { CaseSnapshot } from '../../read/snapshot.ts'

/** Types of events that may stand on the list: where to look, never a permission. */
const TYPES = [
  'case.access-blocked',
  'case.relinked',
  'consent.override-recorded',
  'consent.recorded',
  'marac.case-listed',
  'marac.referral-made',
  'rights.request-updated',
  CASE_LINKED,
  CONFIRMED,
  NOTIFIED,
]

/** A case on somebody's list. */
export interface CaseToConfirm extends ToConfirm {
  /** Id of the log that stands for the case. */
  readonly caseLog: CaseLogId
}

/** Everything that is a reader's to confirm, as it stood at one moment. */
export interface ConfirmationQueue {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly snapshot: CaseSnapshot
  readonly cases: readonly CaseToConfirm[]
  readonly decision: Decision
  readonly rows: readonly SealedRow[]
}

/** A meeting's people look where their agency has a candidate's row; the operator's officer, whose list is of cases that nobody lists, wherever there is such an event. */
async function casesOf(
  tx: ReadStoreTx,
  request: ReadRequest,
  agencyType: string | undefined,
  engine: number,
): Promise<readonly CaseLogId[]> {
  if (request.reader.role !== 'dpo') return candidateCases(tx, request.reader, agencyType, engine)
  return (await tx.selectFrom('case_event').select('case_log').distinct().where('type', 'in', TYPES).orderBy('case_log').execute()).map(
    (row) => row.case_log,
  )
}

/** Decides over every case of which something may be this reader's to confirm, in one snapshot. */
export async function confirmationQueue(deps: ReadDeps, reader: ReaderCredential, purpose: string): Promise<ConfirmationQueue> {
  const at = new Date(deps.clock.now()).toISOString()
  return readSnapshot(deps.readStore.db, async (tx): Promise<ConfirmationQueue> => {
    const { snapshot, alone, each } = await decideCases(tx, deps, { reader, purpose, justified: false }, at, {
      find: (inside, request, { agencies }) => casesOf(inside, request, agencies.get(reader.agency)?.type, deps.policy.engine),
      decide: deps.policy.toConfirm,
    })
    const cases = each.map(({ of: { caseLog }, decided }): CaseToConfirm => ({ caseLog, ...decided }))
    const events = cases.flatMap((one) => asDecision(one).events)
    const rows = await fetchParts(tx, partsOfEvents(events))
    return { at, snapshot, cases, decision: { outcome: alone.outcome, events }, rows }
  })
}
