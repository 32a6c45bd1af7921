import { setTimeout as sleep } from 'node:timers/promises'
import type { PolicyInForce } from '../core/control/state.ts'
import { createPolicy, type Policy } from '../gateway/policy/policy.ts'
import { currentReleaseFiles } from '../gateway/policy/release-files.ts'
import { PolicyError } from '../gateway/policy/policy-set.ts'
import { ENGINE, loadRelease, releaseHash, type Release, type ReleaseFiles } from '../gateway/policy/release.ts'
import { appendControl } from '../infra/event-log/control-events.ts'
import { waitForEffect } from '../infra/read-store/wait-for-effect.ts'
import { controlNow } from './control-now.ts'
import type { ReadStore } from '../infra/read-store/port.ts'
import type { Parts } from './parts.ts'

/** The policy of a release that control.events holds; undefined when this program has not its engine, the files are not those of its hash, or cannot be used. */
export function policyOf({ hash, engine, files }: PolicyInForce): Policy | undefined {
  const texts = new Map(files.map(({ path, content }) => [path, content.toString('utf8')]))
  if (engine !== ENGINE || releaseHash(texts) !== hash) return undefined
  try {
    return createPolicy(loadRelease(texts))
  } catch (error) {
    if (error instanceof PolicyError) return undefined
    throw error
  }
}

async function isInForce(store: ReadStore, { hash }: Release): Promise<boolean> {
  const { policy } = await controlNow(store)
  return policy?.hash === hash && policy.engine === ENGINE
}

/**
 * Puts the policy of this installation in force: into control.events when another is there. Until releases need two people
 * (docs/decisions/0009) the installation's own files are the release.
 */
export async function releasePolicy(parts: Parts, files: ReleaseFiles = currentReleaseFiles(parts.catalogue)): Promise<void> {
  const { log, store, registry, clock } = parts
  const release = loadRelease(files)
  if (await isInForce(store, release)) return
  const [position] = await appendControl(log, registry, 'policy-released', [{
    at: new Date(clock.now()).toISOString(), hash: release.hash, engine: ENGINE, approved_by: [],
    files: [...files].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([path, text]) => ({ path, content: Buffer.from(text, 'utf8') })),
  }])
  if (position) await waitForEffect(store, position, { consumer: 'control', timeout: 30_000 })
}

const PATIENCE_MS = 60_000
const LOOK_MS = 100

/** The policy of this installation, once it is in force. Rejects when control.events goes on having another. */
export async function policyInUse({ store, catalogue }: Parts, files: ReleaseFiles = currentReleaseFiles(catalogue)): Promise<Policy> {
  const release = loadRelease(files)
  for (let waited = 0; !await isInForce(store, release); waited += LOOK_MS) {
    if (waited >= PATIENCE_MS) throw new Error('The policy files of this gateway are not the release in force. Start a process with the role control of the same release first.')
    await sleep(LOOK_MS)
  }
  return createPolicy(release)
}
