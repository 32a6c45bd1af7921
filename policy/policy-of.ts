import type { PolicyInForce } from '../core/control/state.ts'
import { createPolicy, type Policy } from './policy.ts'
import { controlRelease } from './release/control-release.ts'

/** The policy of a release that control.events holds; undefined when this program has not its engine, the files are not those of its hash, or cannot be used. */
export function policyOf(held: PolicyInForce): Policy | undefined {
  const release = controlRelease(held)
  return release && createPolicy(release)
}
