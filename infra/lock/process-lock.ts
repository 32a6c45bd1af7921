import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isBusy } from '../sqlite/errors.ts'

/** A file that one opener at a time holds. The system frees it when the process dies, however it dies. */
export interface ProcessLock {
  release(): void
}

/** Takes the lock at `path` (made if missing), or gives undefined when another opener, in this process or another, holds it. Never waits. */
export function takeProcessLock(path: string): ProcessLock | undefined {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw error
  }
  return {
    release: () => {
      if (database.isOpen) database.close()
    },
  }
}
