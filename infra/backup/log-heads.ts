import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LOG_PART } from './data-parts.ts'

/** Where a partition of the log ends. */
export interface LogHead {
  readonly topic: string
  readonly partition: number
  readonly start: number
  readonly end: number
  /** SHA-256 of the last record's value, hex; null when it has none. */
  readonly last_sha256: string | null
}

/** The heads of every partition that has records, in a folder with the copy of a log. */
export function logHeads(folder: string): LogHead[] {
  const file = join(folder, LOG_PART)
  if (!existsSync(file)) return []
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const rows = database
      .prepare(
        `SELECT p.topic, p.number, p.floor, r."offset", r.value FROM partition AS p
      JOIN record AS r ON r.partition = p.id AND r."offset" = (SELECT max("offset") FROM record WHERE partition = p.id) ORDER BY p.topic, p.number`,
      )
      .all()
    return rows.map(({ topic, number, floor, offset, value }) => ({
      topic: String(topic),
      partition: Number(number),
      start: Number(floor),
      end: Number(offset) + 1,
      last_sha256: createHash('sha256')
        .update(value as Uint8Array)
        .digest('hex'),
    }))
  } finally {
    database.close()
  }
}

/** Whether SQLite finds a database in order. */
export function isSound(file: string): boolean {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database.prepare('PRAGMA quick_check(1)').get()?.quick_check === 'ok'
  } finally {
    database.close()
  }
}
