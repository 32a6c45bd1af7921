import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Cleanup } from './cleanup.ts'
import { addWorktree, removeWorktree, type Commit } from './git.ts'
import type { Pair } from './order.ts'

/** One of the two programs that are compared, on disk and ready to run. */
export interface Build {
  /** For people: what it is called in a table. */
  readonly name: string
  /** Its folder: where throughline.ts is. */
  readonly root: string
  /** Its Node. */
  readonly node: string
  /** Where its Node keeps what it has compiled: nowhere that an earlier run has filled. */
  readonly compiled: string
}

/** This checkout. */
export const ROOT = join(import.meta.dirname, '..', '..')

const lockOf = (root: string): string => readFileSync(join(root, 'package-lock.json'), 'utf8')

/** Packages of a check-out: this one's where the lock is the same, else installed there. */
function installPackages(root: string): void {
  if (lockOf(root) === lockOf(ROOT)) {
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction')
    return
  }
  console.error('The revision has another package-lock.json: npm ci, about half a minute …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error('npm ci failed for the revision; its message is above.')
}

const buildAt = (root: string, name: string, folder: string): Build =>
  ({ name, root, node: join(root, 'node_modules', '.bin', 'node'), compiled: join(folder, `compiled-${name}`) })

/**
 * Makes both builds ready: this checkout as it is on disk, and a commit in a temporary folder. The commit gets this checkout's bench/, for what
 * can only be measured from inside. `folder`: a temporary one.
 */
export function prepareBuilds(commit: Commit, folder: string, cleanup: Cleanup): Pair<Build> {
  const root = join(folder, 'revision')
  cleanup.add(() => {
    // First the link, so that nothing follows it.
    rmSync(join(root, 'node_modules'), { recursive: true, force: true })
    removeWorktree(ROOT, root)
  })
  addWorktree(ROOT, root, commit)
  installPackages(root)
  rmSync(join(root, 'bench'), { recursive: true, force: true })
  cpSync(join(ROOT, 'bench'), join(root, 'bench'), { recursive: true })
  return { current: buildAt(ROOT, 'here', folder), base: buildAt(root, commit.short, folder) }
}
