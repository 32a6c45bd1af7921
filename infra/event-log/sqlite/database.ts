import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { openDurableDatabase } from '../../sqlite/durable-database.ts'
import { EventLogError } from '../port.ts'

/** Version of the tables below. A release that changes them migrates from each earlier number. */
const FORMAT = 1

/**
 * `record` is in order of arrival over all partitions, so that a commit writes few pages; `record_position` finds a partition's.
 * `floor` is the first offset that is left after trimming, and `floor_timestamp` the append time of the record before it.
 */
const TABLES = `
  CREATE TABLE partition (
    id INTEGER PRIMARY KEY, topic TEXT NOT NULL, number INTEGER NOT NULL,
    floor INTEGER NOT NULL DEFAULT 0, floor_timestamp INTEGER NOT NULL DEFAULT 0, UNIQUE (topic, number)
  ) STRICT;
  CREATE TABLE record (
    id INTEGER PRIMARY KEY, partition INTEGER NOT NULL, "offset" INTEGER NOT NULL, timestamp INTEGER NOT NULL,
    key TEXT, value BLOB NOT NULL, headers TEXT
  ) STRICT;
  CREATE UNIQUE INDEX record_position ON record (partition, "offset");
  CREATE TABLE committed (
    consumer_group TEXT NOT NULL, partition INTEGER NOT NULL, "offset" INTEGER NOT NULL, PRIMARY KEY (consumer_group, partition)
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${String(FORMAT)};
`

/** Opens `events.sqlite` in the folder, with its tables. */
export function openDatabase(folder: string): DatabaseSync {
  const database = openDurableDatabase(join(folder, 'events.sqlite'))
  try {
    const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
    if (version > FORMAT) {
      throw new EventLogError('corrupt', 'The event log was written by a later release. Start that release, or restore an earlier copy.')
    }
    if (version === 0) database.exec(`BEGIN IMMEDIATE; ${TABLES} COMMIT`)
  } catch (error) {
    database.close()
    throw error
  }
  return database
}
