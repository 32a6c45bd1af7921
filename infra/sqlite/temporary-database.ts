import { DatabaseSync } from 'node:sqlite'

/** A database that is gone when it is closed: in memory while it is small, else in a file of SQLite's own that has no name. */
export function openTemporaryDatabase(): DatabaseSync {
  const database = new DatabaseSync('')
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -32768')
  return database
}
