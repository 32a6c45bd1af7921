import type { Step } from '../../../policy/explain/explain.ts'
import type { Difference } from './compare.ts'
import type { RequestValue } from '../../../core/access-log/access-record.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { ReplayedRequest } from './decision.ts'
import type { Versions } from './versions.ts'
import type { Verdict } from './verdict.ts'

/** The policies that the last question asked of an event or a part rests on. */
const policiesOf = (steps: readonly Step[]): readonly string[] => steps.at(-1)?.policies ?? []

/** What the policies are asked again: see ReplayedRead of judge.ts. */
interface AskedAgain {
  readonly policy: Pick<Policy, 'explain'>
  readonly asked: ReplayedRequest
  readonly versions: Pick<Versions, 'cases'>
  readonly request: RequestValue
}

/** A verdict that names, where one can be named, what the policies say of the first event that differs. */
export function withReason({ verdict, event }: Difference, { policy, asked, versions, request }: AskedAgain): Verdict {
  const caseLog = event === undefined ? undefined : request.cases[event[0]]
  const at = versions.cases.find(({ logs }) => logs.some((log) => log.caseLog === caseLog))
  if (event === undefined || caseLog === undefined || at === undefined || verdict.detail === undefined) return verdict
  const { effect, event: steps, outcome } = policy.explain({ ...asked, logs: at.logs, same: at.same }, { caseLog, sequence: event[1] })
  const name = `Event ${event.join('.')}`
  const policies = policiesOf(steps)
  const by = policies.length === 0 ? '' : ` (${policies.join(', ')})`
  const says = outcome !== 'permit' ? `the read itself is answered ${outcome}` : `${name} is ${effect ?? 'hidden'}${by}`
  return { ...verdict, detail: `${verdict.detail.slice(0, -1)}; by the policies ${says}.` }
}
