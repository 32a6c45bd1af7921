import { setTimeout as sleep } from 'node:timers/promises'
import type { Policy } from '../policy/policy.ts'
import { policyOf } from '../policy/policy-of.ts'
import { currentReleaseFiles } from '../policy/release/files.ts'
import { controlFiles } from '../policy/release/control-release.ts'
import { loadRelease } from '../policy/release/load.ts'
import { appendControl } from '../infra/event-log/control-events.ts'
import { waitForEffect } from '../infra/read-store/wait-for-effect.ts'
import { controlNow } from './control-now.ts'
import type { Parts } from './parts.ts'

export { policyOf }

/**
 * Puts the policy of this installation in force where there is none yet: the first release alone needs nobody's approval (docs/decisions/0026). Where another is
 * in force, that one stays, and the log says so.
 */
export async function releaseFirstPolicy(parts: Parts): Promise<void> {
  const { log, store, registry, clock, logger, catalogue } = parts
  const release = loadRelease(currentReleaseFiles(catalogue))
  const { policy } = await controlNow(store)
  if (policy !== undefined) {
    if (policy.hash !== release.hash) {
      logger.warn(
        { step: 'policy' },
        'The policy files of this installation are not the release in force, which stays. To release them: throughline policy release propose',
      )
    }
    return
  }
  const [position] = await appendControl(log, registry, 'policy-released', [
    {
      at: new Date(clock.now()).toISOString(),
      hash: release.hash,
      engine: release.engine,
      approved_by: [],
      files: controlFiles(currentReleaseFiles(catalogue)),
    },
  ])
  if (position) await waitForEffect(store, position, { consumer: 'control', timeout: 30_000 })
}

const PATIENCE_MS = 60_000
const LOOK_MS = 100

/** The policy in force, once there is one. Rejects when there is none for a minute, and when this program cannot use it. */
export async function policyInUse({ store }: Parts): Promise<Policy> {
  let { policy: found } = await controlNow(store)
  for (let waited = 0; found === undefined && waited < PATIENCE_MS; waited += LOOK_MS) {
    await sleep(LOOK_MS)
    found = (await controlNow(store)).policy
  }
  if (found === undefined) throw new Error('No policy release is in force. Start a process with the role control first.')
  const policy = policyOf(found)
  if (policy === undefined)
    throw new Error(
      'This program cannot use the policy release in force: it is of another engine. Release the files of this installation first: throughline policy release propose, then approve (docs/how-to/policy.md).',
    )
  return policy
}
