import { isCorrupt } from '../../sqlite/errors.ts'
import { EventLogError } from '../port.ts'

/** SQLite's errors as the port names them; others stay as they are. */
export const asEventLogError = (error: unknown): unknown => {
  if (!isCorrupt(error)) return error
  return new EventLogError('corrupt', 'The event log is damaged. Stop, and restore the log folder from its last good copy.', {
    cause: error,
  })
}

/** Runs what touches the database. */
export function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asEventLogError(error)
  }
}

export const unknownTopic = (topic: string): EventLogError =>
  new EventLogError('unknown-topic', `There is no topic ${topic}. Make it first.`)

export const brokenError = (cause: unknown): EventLogError =>
  new EventLogError('corrupt', 'The event log could not be read again after a failed commit. Stop, look at the disk, and start again.', {
    cause,
  })

export const closedError = (): EventLogError => new EventLogError('closed', 'The event log is closed.')
