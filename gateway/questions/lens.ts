import { staffToken } from '../../core/linking/tokens.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import type { CaseSnapshot } from '../read/snapshot.ts'
import type { QuestionDeps } from './deps.ts'
import { emergencies, type IsEmergency } from './emergency.ts'
import type { OpenedAccess } from './opened-records.ts'
import type { ItemDeps } from './read-item.ts'
import type { IndexOf } from './seen.ts'

/** What recorded accesses are told by: cases as they are now, whose index parts their chains hold. */
export interface Lens extends ItemDeps {
  readonly indexOf: IndexOf
  /** Whether whoever reads had emergency access open to a case of the read. */
  readonly isEmergency: (access: OpenedAccess) => boolean
}

/** A lens over the cases of a snapshot, for who asks. */
export function createLens({ reads }: Pick<QuestionDeps, 'reads'>, { agency }: ReaderCredential, snapshot: CaseSnapshot): Lens {
  const { catalogue, caseIds, policy, secrets } = reads
  const logs = new Map(snapshot.logs.map(({ caseLog, events }) => [caseLog, events]))
  const standing = new Map(snapshot.cases.flatMap((of) => of.logs.map(({ caseLog }) => [caseLog, of.caseLog] as const)))
  const opened = new Map<CaseLogId, IsEmergency>()
  for (const of of snapshot.cases) {
    const isOpen = emergencies(
      of.logs.flatMap(({ events }) => events),
      policy.stepUp.break_glass.minutes,
    )
    for (const { caseLog } of of.logs) opened.set(caseLog, isOpen)
  }
  return {
    types: catalogue.types,
    agencies: snapshot.control.agencies,
    caseIdOf: (caseLog) => caseIds.outside(agency, standing.get(caseLog) ?? caseLog),
    indexOf: (caseLog, sequence) => logs.get(caseLog)?.[sequence - 1]?.index,
    isEmergency: ({ record: { purpose, at }, opened: { actor, request } }) => {
      if (typeof actor === 'string' || typeof request === 'string' || actor.staff === null) return false
      const token = staffToken(secrets.linking, actor.staff)
      return request.cases.some((caseLog) => opened.get(caseLog)?.(token, purpose, at) === true)
    },
  }
}
