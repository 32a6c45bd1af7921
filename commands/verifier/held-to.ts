import { readFileSync } from 'node:fs'
import type { HeldTo } from '../../core/evidence/verify-bundle.ts'
import { knownTree } from '../../core/evidence/known-trees.ts'
import { BUNDLE, type BundleFiles } from '../../core/evidence/files.ts'
import { parsePolicy, type LogPolicy } from '../../core/transparency-log/witness/policy.ts'

/** Files that were had in another way than by the bundle: a quorum file, and checkpoints that a witness or minutes have. */
export interface OwnFiles {
  readonly policy?: string | undefined
  readonly known?: readonly string[] | undefined
}

/** Reads a quorum file (C2SP tlog-policy). Throws an Error that names its first bad line. */
export function readQuorum(file: string): LogPolicy {
  const parsed = parsePolicy(readFileSync(file))
  if ('logs' in parsed) return parsed
  throw new Error(`${file} is no quorum file: line ${String(parsed[0]?.line ?? 1)} (${parsed[0]?.code ?? ''}). See c2sp.org/tlog-policy.`)
}

/** What a bundle is held to beside itself. Throws an Error for a file that is not what it must be. */
export function heldTo(files: BundleFiles, own: OwnFiles): HeldTo {
  const policy = own.policy === undefined ? undefined : readQuorum(own.policy)
  const parsed = parsePolicy(files.read(BUNDLE.quorum) ?? Buffer.alloc(0))
  const keys = policy ?? ('logs' in parsed ? parsed : undefined)
  const known = (own.known ?? []).map((file) => {
    const tree = keys === undefined ? 'unsigned' : knownTree(readFileSync(file), keys)
    if (typeof tree !== 'string') return tree
    throw new Error(`${file} is no checkpoint that a log of the quorum file has signed (${tree}).`)
  })
  return { policy, known }
}
