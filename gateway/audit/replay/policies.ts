import type { Policy } from '../../../policy/policy.ts'
import type { ReplayDeps } from './deps.ts'

/** Makes the policy of each release once. Its hash and engine name a release: of which control.events has the files. */
export function policiesOnce(policyOf: ReplayDeps['policyOf']): ReplayDeps['policyOf'] {
  const policies = new Map<string, Policy | undefined>()
  return (release) => {
    const name = `${release.hash} ${String(release.engine)}`
    if (!policies.has(name)) policies.set(name, policyOf(release))
    return policies.get(name)
  }
}
