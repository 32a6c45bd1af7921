import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** A commit, for people. */
export interface Commit {
  readonly id: string
  /** As git shortens it. */
  readonly short: string
  /** First line of its message. */
  readonly subject: string
}

/** Git could not do what was asked; the message says what to do. */
export class GitError extends Error {
  readonly code = 'git'
  constructor(message: string) {
    super(message)
    this.name = 'GitError'
  }
}

/** Runs git in a folder; what it printed, or undefined where it failed. */
function git(folder: string, ...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', [...args], { cwd: folder, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/** The commit that a revision names. Throws GitError where there is no git, or no such revision. */
export function commitOf(folder: string, revision: string): Commit {
  if (git(folder, 'rev-parse', '--git-dir') === undefined) throw new GitError('--against needs a clone made by git, and git itself.')
  const [id, short, subject = ''] =
    git(folder, 'show', '--no-patch', '--format=%H%n%h%n%s', '--end-of-options', `${revision}^{commit}`)?.split('\n') ?? []
  if (id === undefined || short === undefined)
    throw new GitError(
      '--against names no revision that git knows here: give a commit, a branch or a tag, for example HEAD~1. A shallow clone has no older ones.',
    )
  return { id, short, subject }
}

/** True when the folder has changes that are in no commit, new files among them. */
export const isChanged = (folder: string): boolean => git(folder, 'status', '--porcelain') !== ''

/** Files of a checkout as they are on disk: all that are in no .gitignore. */
export const filesOf = (folder: string): readonly string[] =>
  (git(folder, 'ls-files', '--cached', '--others', '--exclude-standard', '-z') ?? '')
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(folder, file)))

/** Checks a commit out into a folder that does not exist yet. Throws GitError. */
export function addWorktree(folder: string, place: string, { id }: Commit): void {
  if (git(folder, 'worktree', 'add', '--detach', '--force', place, id) === undefined)
    throw new GitError('git could not check the revision out (git worktree add).')
}

/** Takes the check-out away again; also when it is gone already. */
export function removeWorktree(folder: string, place: string): void {
  git(folder, 'worktree', 'remove', '--force', '--force', place)
  git(folder, 'worktree', 'prune')
}
