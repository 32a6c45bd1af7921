import { createHash, hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { openDurableDatabase } from '../../infra/sqlite/durable-database.ts'
import { ImportError } from './errors.ts'
import type { Mapping } from './mapping.ts'

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
  readonly done: boolean
}

export const NOTHING_DONE: Progress = { end: 0, lines: 0, rows: 0, delivered: 0, rejected: 0, leftOut: {}, rejectedBytes: 0, done: false }

/** Keeps how far imports are, in a SQLite file: on disk when `save` returns. */
export interface ProgressStore {
  of(key: string): Progress
  save(key: string, progress: Progress): void
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

export function openProgressStore(file: string): ProgressStore {
  const database = openDurableDatabase(file)
  database.exec('CREATE TABLE IF NOT EXISTS import (key TEXT PRIMARY KEY, progress TEXT NOT NULL) STRICT')
  const select = database.prepare('SELECT progress FROM import WHERE key = ?')
  const upsert = database.prepare('INSERT INTO import (key, progress) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET progress = excluded.progress')
  return {
    of: (key) => { const row = select.get(key); return row === undefined ? NOTHING_DONE : JSON.parse(String(row.progress)) as Progress },
    save: (key, progress) => { upsert.run(key, JSON.stringify(progress)) },
    close: () => { database.close() },
  }
}
