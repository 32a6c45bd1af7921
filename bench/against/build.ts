import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Cleanup } from './cleanup.ts'
import { addWorktree, filesOf, removeWorktree, type Commit } from './git.ts'
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
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('npm ci failed for the revision; its message is above.')
}

/** Copies the files of this checkout as they are now, those in no commit too: whoever edits while rounds run does not change what is measured. */
function copyCheckout(root: string): void {
  for (const file of filesOf(ROOT)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    cpSync(join(ROOT, file), join(root, file), { verbatimSymlinks: true })
  }
}

/** Removes a folder that has a link to packages: the link first, so that nothing follows it. */
function unlinkPackages(root: string): void {
  rmSync(join(root, 'node_modules'), { recursive: true, force: true })
}

/** A build in a folder. `compiled`: default beside it. */
export const buildAt = (root: string, name: string, compiled = `${root}-compiled`): Build => ({
  name,
  root,
  node: join(root, 'node_modules', '.bin', 'node'),
  compiled,
})

/**
 * Makes both builds ready, side by side in a temporary folder: this checkout as it is on disk, and a commit. The commit gets this checkout's bench/, for
 * what can only be measured from inside.
 */
export function prepareBuilds(commit: Commit, folder: string, cleanup: Cleanup): Pair<Build> {
  const [here, revision] = [join(folder, 'current'), join(folder, 'base')]
  cleanup.add(() => {
    unlinkPackages(here)
    unlinkPackages(revision)
    removeWorktree(ROOT, revision)
  })
  copyCheckout(here)
  addWorktree(ROOT, revision, commit)
  for (const root of [here, revision]) installPackages(root)
  rmSync(join(revision, 'bench'), { recursive: true, force: true })
  cpSync(join(here, 'bench'), join(revision, 'bench'), { recursive: true })
  return { current: buildAt(here, 'here'), base: buildAt(revision, commit.short) }
}
