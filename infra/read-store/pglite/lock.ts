import { DatabaseSync } from 'node:sqlite'
import { isBusy } from '../../sqlite/errors.ts'
import { ReadStoreError } from '../port.ts'

export interface Lock {
  readonly release: () => void
}

/**
 * Keeps other processes away: an open exclusive transaction of SQLite on a file, which ends with the process however it ends.
 * Two processes in one PGlite folder destroy it. INVARIANT: nothing else opens this file, since closing it would free the lock.
 * Throws ReadStoreError `locked`.
 */
export function lockFile(file: string): Lock {
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    if (isBusy(error)) {
      const message = 'Another process has this data folder open. Stop it first, or set THROUGHLINE_DATA to another folder.'
      throw new ReadStoreError('locked', message, { cause: error })
    }
    throw error
  }
  return {
    release: () => {
      database.close()
    },
  }
}
