import { createHash, hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { ImportError } from './errors.ts'
import type { Mapping } from './mapping.ts'
import { createOutcomes, type Outcomes, type RowOutcome } from './outcomes.ts'

/** How far an import is. */
export interface Progress {
  /** Bytes and lines of the file that are done with. */
  readonly end: number
  readonly lines: number
  readonly rows: number
  readonly delivered: number
  readonly rejected: number
  /** Rows that are no event of this agency, as the mapping says, by why. */
  readonly leftOut: Readonly<Record<string, number>>
  /** Bytes of the file of rejected rows. */
  readonly rejectedBytes: number
  /** Every row was given away. */
  readonly done: boolean
  /** Cursor of the agency's receipts from before the first row; absent: from the first receipt. */
  readonly after?: string | undefined
  /** What became of each row, once all is known. */
  readonly counts?: OutcomeCounts | undefined
}

/** How many rows had which outcome. */
export interface OutcomeCounts {
  readonly accepted: number
  readonly repeated: number
  readonly held: number
  readonly rejected: number
  readonly waiting: number
}

export const NOTHING_DONE: Progress = { end: 0, lines: 0, rows: 0, delivered: 0, rejected: 0, leftOut: {}, rejectedBytes: 0, done: false }

/** Keeps how far imports are, and what became of their rows. */
export interface ProgressStore {
  of(key: string): Progress
  /** In one commit: how far an import is, and the outcomes of rows that came to it. */
  save(key: string, progress: Progress, rows?: readonly RowOutcome[]): void
  /** Forgets an import, to begin it anew. */
  forget(key: string): void
  outcomes(key: string): Outcomes
  /** How far an agency's receipts were read last; undefined: not at all. */
  cursor(reader: string): string | undefined
  keepCursor(reader: string, cursor: string): void
  close(): void
}

/** What an import is known by: agency, mapping and the file's content. Rejects with ImportError `file`. */
export async function importKey(agency: string, mapping: Mapping, file: string): Promise<string> {
  const content = createHash('sha256')
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) content.update(chunk)
  } catch (cause) {
    throw new ImportError('file', 'The file cannot be read.', { cause })
  }
  return hash('sha256', [agency, JSON.stringify(mapping), content.digest('hex')].join('\n'))
}

/** The store in a SQLite database; it is closed with it. */
export function createProgressStore(database: DatabaseSync): ProgressStore {
  database.exec(`
    CREATE TABLE IF NOT EXISTS import (key TEXT PRIMARY KEY, progress TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS receipt_cursor (reader TEXT PRIMARY KEY, cursor TEXT NOT NULL) STRICT;
  `)
  const select = database.prepare('SELECT rowid, progress FROM import WHERE key = ?')
  const upsert = database.prepare(
    'INSERT INTO import (key, progress) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET progress = excluded.progress',
  )
  const cursorOf = database.prepare('SELECT cursor FROM receipt_cursor WHERE reader = ?')
  const keep = database.prepare(
    'INSERT INTO receipt_cursor (reader, cursor) VALUES (?, ?) ON CONFLICT (reader) DO UPDATE SET cursor = excluded.cursor',
  )
  const of = (key: string): Progress => {
    const row = select.get(key)
    return row === undefined ? NOTHING_DONE : (JSON.parse(String(row.progress)) as Progress)
  }
  const opened = new Map<string, Outcomes>()
  const outcomes = (key: string): Outcomes => {
    const before = opened.get(key)
    if (before !== undefined) return before
    if (select.get(key) === undefined) upsert.run(key, JSON.stringify(NOTHING_DONE))
    const now = createOutcomes(database, Number(select.get(key)?.rowid))
    opened.set(key, now)
    return now
  }
  const atOnce = (work: () => void): void => {
    database.exec('BEGIN IMMEDIATE')
    try {
      work()
      database.exec('COMMIT')
    } catch (error) {
      database.exec('ROLLBACK')
      throw error
    }
  }
  return {
    of,
    outcomes,
    save: (key, progress, rows = []) => {
      const into = outcomes(key)
      atOnce(() => {
        upsert.run(key, JSON.stringify(progress))
        into.add(rows)
      })
    },
    forget: (key) => {
      const all = outcomes(key)
      atOnce(() => {
        all.drop()
        upsert.run(key, JSON.stringify(NOTHING_DONE))
      })
    },
    cursor: (reader) => {
      const row = cursorOf.get(reader)
      return row === undefined ? undefined : String(row.cursor)
    },
    keepCursor: (reader, cursor) => {
      keep.run(reader, cursor)
    },
    close: () => {
      database.close()
    },
  }
}
