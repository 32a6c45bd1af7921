import type { Finding } from '../finding.ts'
import { findMissing, SEALED_TOPICS, type CheckDeps } from './check.ts'

/** Goes through all that is sealed in the logs and names, by log and case log, where keys are missing; and each loss that was accepted. No person is named. */
export async function verifyKeys(deps: CheckDeps): Promise<readonly Finding[]> {
  const { logs } = await findMissing(deps, SEALED_TOPICS, 'all')
  const losses = await deps.vault.acceptedLosses()
  return [
    ...logs.map(({ topic, ...where }): Finding => ({ code: 'key-absent', in: 'vault', topic, ...where })),
    ...losses.map(({ keys, acceptedAt }): Finding => ({ code: 'key-lost', in: 'vault', topic: 'every log', keys, accepted: acceptedAt })),
  ]
}
