import { join } from 'node:path'
import { takeProcessLock, type ProcessLock } from '../infra/lock/process-lock.ts'
import type { Places } from './adapters.ts'

/** Another process has the data folder; the message says what to do. */
export class DataFolderError extends Error {
  readonly code = 'locked'
  constructor(data: string) {
    super(`Another process runs on the data folder ${data}. Stop it first, or give each process a folder of its own (THROUGHLINE_DATA).`)
    this.name = 'DataFolderError'
  }
}

const FREE: ProcessLock = { release: () => undefined }

/**
 * Takes a data folder for this process. Throws DataFolderError where another process has it. An embedded event log has a lock of its own; without one this is what keeps
 * two processes apart.
 */
export function holdDataFolder(data: string, { kafka }: Pick<Places, 'kafka'>): ProcessLock {
  if (kafka === undefined) return FREE
  const lock = takeProcessLock(join(data, 'process.lock'))
  if (lock === undefined) throw new DataFolderError(data)
  return lock
}
