import type { PolicyInForce } from '../core/control/state.ts'
import { decide } from '../gateway/policy/decide.ts'
import { currentReleaseFiles } from '../gateway/policy/release-files.ts'
import { PolicyError } from '../gateway/policy/policy-set.ts'
import { ENGINE, loadRelease, releaseHash, type Release, type ReleaseFiles } from '../gateway/policy/release.ts'
import type { Policy } from '../gateway/read/reading.ts'
import { appendControl } from '../infra/event-log/control-events.ts'
import { waitForEffect } from '../infra/read-store/wait-for-effect.ts'
import { controlNow } from './control-now.ts'
import type { Parts } from './parts.ts'

/** A policy with what the pages ask of it. */
export interface PolicyInUse extends Policy {
  readonly purposesOf: (role: string) => readonly string[]
}

const inUse = (release: Release): PolicyInUse => ({
  engine: ENGINE,
  hash: release.hash,
  decide: (input) => decide(release, input),
  purposesOf: (role) => release.roles.roles[role]?.purposes ?? [],
})

/** The policy of a release that control.events holds; undefined when this program has not its engine, the files are not those of its hash, or cannot be used. */
export function policyOf({ hash, engine, files }: PolicyInForce): PolicyInUse | undefined {
  const texts = new Map(files.map(({ path, content }) => [path, content.toString('utf8')]))
  if (engine !== ENGINE || releaseHash(texts) !== hash) return undefined
  try {
    return inUse(loadRelease(texts))
  } catch (error) {
    if (error instanceof PolicyError) return undefined
    throw error
  }
}

/**
 * The policy of this installation, released into control.events when another is in force there. Until releases need two people
 * (docs/decisions/0009) the installation's own files are the release.
 */
export async function releasePolicy(parts: Parts, files: ReleaseFiles = currentReleaseFiles(parts.catalogue)): Promise<PolicyInUse> {
  const { log, store, registry, clock } = parts
  const release = loadRelease(files)
  const { policy } = await controlNow(store)
  if (policy?.hash === release.hash && policy.engine === ENGINE) return inUse(release)
  const [position] = await appendControl(log, registry, 'policy-released', [{
    at: new Date(clock.now()).toISOString(), hash: release.hash, engine: ENGINE, approved_by: [],
    files: [...files].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([path, text]) => ({ path, content: Buffer.from(text, 'utf8') })),
  }])
  if (position) await waitForEffect(store, position, { consumer: 'control', timeout: 30_000 })
  return inUse(release)
}
