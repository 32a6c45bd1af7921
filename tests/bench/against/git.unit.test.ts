import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addWorktree, commitOf, filesOf, GitError, isChanged, removeWorktree } from '../../../bench/against/git.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

let place: TemporaryFolder
let clone: string
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=Made Up', '-c', 'user.email=made.up@example.org', ...args], { cwd: clone, encoding: 'utf8' })

beforeEach(() => {
  place = temporaryFolder()
  clone = join(place.path, 'clone')
  execFileSync('git', ['init', '-q', clone])
  writeFileSync(join(clone, 'kept.txt'), 'one\n')
  writeFileSync(join(clone, '.gitignore'), 'data/\n')
  git('add', '-A')
  git('commit', '-q', '-m', 'First')
  writeFileSync(join(clone, 'kept.txt'), 'two\n')
  git('commit', '-q', '-a', '-m', 'Second')
})
afterEach(() => {
  place.remove()
})

describe('The revision to compare with', () => {
  test('is the commit that git knows by that name', () => {
    expect(commitOf(clone, 'HEAD~1')).toMatchObject({ subject: 'First' })
    expect(commitOf(clone, 'HEAD').id).toMatch(/^[0-9a-f]{40}$/)
  })

  test.each(['no-such-branch', '--help', 'HEAD:kept.txt', 'HEAD~9'])('%s is refused in words', (revision) => {
    expect(() => commitOf(clone, revision)).toThrow(GitError)
    expect(() => commitOf(clone, revision)).toThrow(/names no revision that git knows here/)
  })

  test('a folder that is no clone is refused in words', () => {
    expect(() => commitOf(place.path, 'HEAD')).toThrow(/needs a clone made by git/)
  })

  test('is checked out beside, and leaves nothing behind when it is taken away', () => {
    const beside = join(place.path, 'beside')
    addWorktree(clone, beside, commitOf(clone, 'HEAD~1'))
    expect(readFileSync(join(beside, 'kept.txt'), 'utf8')).toBe('one\n')
    removeWorktree(clone, beside)
    expect(existsSync(beside)).toBe(false)
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1)
  })
})

describe('This checkout', () => {
  test('is told from its commit by anything that is changed or new', () => {
    expect(isChanged(clone)).toBe(false)
    writeFileSync(join(clone, 'new.txt'), '')
    expect(isChanged(clone)).toBe(true)
  })

  test('has its files as they are on disk: new ones, not deleted ones, nothing ignored', () => {
    writeFileSync(join(clone, 'new.txt'), '')
    execFileSync('mkdir', [join(clone, 'data')])
    writeFileSync(join(clone, 'data', 'log'), '')
    execFileSync('rm', [join(clone, 'kept.txt')])
    expect(filesOf(clone).toSorted()).toEqual(['.gitignore', 'new.txt'])
  })
})
