import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openDurableDatabase } from '../../infra/sqlite/durable-database.ts'
import { batchesOf } from './entries.ts'

/** Appends the same bytes to a file, synced as often as the log is; resolves with the milliseconds that it took. */
export async function appendToFile(folder: string, entries: readonly Buffer[]): Promise<number> {
  const file = openSync(join(folder, 'plain'), 'a')
  try {
    const began = performance.now()
    for (const batch of batchesOf(entries)) {
      writeSync(file, Buffer.concat(batch))
      fsyncSync(file)
    }
    return performance.now() - began
  } finally {
    closeSync(file)
  }
}

/** Appends the same entries to a table of SQLite, each a row, synced as often as the log is; resolves with the milliseconds that it took. */
export async function appendToTable(folder: string, entries: readonly Buffer[]): Promise<number> {
  const database = openDurableDatabase(join(folder, 'plain.sqlite'))
  try {
    database.exec('create table entry (id integer primary key, bytes blob not null) strict')
    const insert = database.prepare('insert into entry (bytes) values (?)')
    const began = performance.now()
    for (const batch of batchesOf(entries)) {
      database.exec('begin immediate')
      for (const entry of batch) insert.run(entry)
      database.exec('commit')
    }
    return performance.now() - began
  } finally {
    database.close()
  }
}
