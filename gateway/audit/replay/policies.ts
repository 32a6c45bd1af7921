import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { ReplayDeps } from './deps.ts'
import type { Verdict } from './verdict.ts'
import type { FoldedLogs } from './folded-logs.ts'

/** Makes the policy of each release once. Its hash and engine name a release: of which control.events has the files. */
export function policiesOnce(policyOf: ReplayDeps['policyOf']): ReplayDeps['policyOf'] {
  const policies = new Map<string, Policy | undefined>()
  return (release) => {
    const name = `${release.hash} ${String(release.engine)}`
    if (!policies.has(name)) policies.set(name, policyOf(release))
    return policies.get(name)
  }
}

/** The policy that a read was decided by. `drift`: it was of another engine than the release in force was for. */
export interface RuledBy {
  readonly policy: Policy
  readonly drift: Verdict | undefined
}

const SHORT = 12
const short = (hash: string): string => hash.slice(0, SHORT)

/** The policy that a record names, where it was in force at number `control` of control.events; or the verdict that it was not, or is not to be had. */
export function ruledBy(
  deps: Pick<ReplayDeps, 'policyOf'> & { readonly logs: Pick<FoldedLogs, 'control'> },
  record: AccessRecord,
  control: number,
): RuledBy | Verdict {
  const release = deps.logs.control.stateAt(control).policy
  const at = `number ${String(control)} of control.events`
  if (release?.hash !== record.policy) {
    const was = release === undefined ? 'none' : short(release.hash)
    return { outcome: 'policy-drift', detail: `The policy release in force at ${at} was ${was}; the record says ${short(record.policy)}.` }
  }
  const policy = deps.policyOf({ ...release, engine: record.engine })
  if (policy === undefined) {
    const detail = `Policy release ${short(release.hash)} with engine ${String(record.engine)} is not to be had: its files are not those of its hash, or this program has not the engine.`
    return { outcome: 'policy-missing', detail }
  }
  if (release.engine === record.engine) return { policy, drift: undefined }
  const detail = `The record was decided by engine ${String(record.engine)}; the release in force at ${at} is for engine ${String(release.engine)}.`
  return { policy, drift: { outcome: 'engine-drift', detail } }
}
