import type { ControlState } from '../../../core/control/state.ts'
import { staffToken } from '../../../core/linking/tokens.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import type { Policy } from '../../../policy/policy.ts'
import { type AgencyId, isAgencyId } from '../../../schemas/ids.ts'

/** Who is allocated, as what and for what. */
export interface WorkerAsked {
  /** `<agency>:<staff id>`. */
  readonly worker: string
  readonly role: string
  /** The one purpose for which the link counts. */
  readonly workerPurpose: string
  /** Last day, `YYYY-MM-DD`. */
  readonly until: string
}

/** Purposes that no worker of a case reads for: they have grants, tasks and extracts of their own. */
const NO_WORKERS: ReadonlySet<string> = new Set(['audit', 'death_review', 'evaluation_research', 'service_mapping', 'subject_access'])

/** The agency of `<agency>:<staff id>`. */
export function agencyOfWorker(worker: string): AgencyId | undefined {
  const [agency = ''] = worker.split(':')
  return isAgencyId(agency) ? agency : undefined
}

/** What is wrong with a worker: of an agency that is not registered, of another standing than the control log says, or with a purpose that is not of the role. */
export function workerErrors(
  { worker, role, workerPurpose }: WorkerAsked,
  { agencies, staff }: Pick<ControlState, 'agencies' | 'staff'>,
  policy: Pick<Policy, 'purposesOf'>,
  linking: Buffer,
): readonly FieldError[] {
  const standing = staff.get(staffToken(linking, worker))
  const stands = standing === undefined || (standing !== 'ended' && standing.role === role)
  return [
    ...(agencies.has(agencyOfWorker(worker) ?? '') && stands
      ? []
      : [
          {
            pointer: '/worker',
            code: 'unknown-worker',
            detail: 'Give <agency>:<staff id> of somebody who has this role at a registered agency.',
          },
        ]),
    ...(policy.purposesOf(role).includes(workerPurpose) && !NO_WORKERS.has(workerPurpose)
      ? []
      : [{ pointer: '/purpose', code: 'wrong-purpose', detail: 'Give one purpose that the role reads cases for.' }]),
  ]
}

export const wrongTerm: FieldError = {
  pointer: '/until',
  code: 'wrong-term',
  detail: 'Give the last day, from today on and no more than six months ahead, for example 2026-03-09.',
}
