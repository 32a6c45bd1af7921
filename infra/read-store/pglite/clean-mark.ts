import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { syncPath } from './sync-folder.ts'

const NAME = 'stopped-clean'

/**
 * Takes away the mark that the last process left, durable before anything is opened, and gives what it says; undefined
 * when that process did not stop in order.
 */
export function takeCleanMark(folder: string): string | undefined {
  const file = join(folder, NAME)
  if (!existsSync(file)) return undefined
  const mark = readFileSync(file, 'utf8')
  rmSync(file)
  syncPath(folder)
  return mark
}

/** Leaves the mark of an orderly stop: the last thing written, after all else is on the disk. */
export function leaveCleanMark(folder: string, mark: string): void {
  const file = join(folder, NAME)
  writeFileSync(`${file}.new`, mark, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
  syncPath(folder)
}
