import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { openDurableDatabase } from '../../sqlite/durable-database.ts'
import { fenced, TransparencyLogError } from '../errors.ts'
import { fileOf, tileAt } from '../file-of.ts'
import type { LogExtension, TransparencyLogStore } from '../port.ts'
import { checkpointFile } from './checkpoint-file.ts'

const TABLES = `
  create table if not exists log_position (id integer primary key check (id = 1), size integer not null, next_offset integer not null) strict;
  insert into log_position (id, size, next_offset) values (1, 0, 0) on conflict do nothing;
  create table if not exists leaf (leaf_index integer primary key, hash blob not null unique, entry blob not null) strict;
  create table if not exists tile (level integer not null, tile_index integer not null, hashes blob not null, primary key (level, tile_index)) strict, without rowid;`

/** SQLite's SQLITE_FULL. */
const FULL = 13

/** Does what writes; what has no room throws TransparencyLogError `full`. */
function whereRoom(write: () => void): void {
  try {
    write()
  } catch (error) {
    const { errcode, code } = error as { readonly errcode?: unknown; readonly code?: unknown }
    if (errcode !== FULL && code !== 'ENOSPC') throw error
    throw new TransparencyLogError('full', 'There is no room on the disk for the transparency log. Make room.', { cause: error })
  }
}

/** Runs work in one transaction: it is on disk when this returns, or nothing of it is. */
function inTransaction(database: DatabaseSync, work: () => void): void {
  whereRoom(() => {
    try {
      database.exec('begin immediate')
      work()
      database.exec('commit')
    } catch (error) {
      if (database.isTransaction) database.exec('rollback')
      throw error
    }
  })
}

/** How a step of the log is written. */
function extender(database: DatabaseSync): (extension: LogExtension) => void {
  const move = database.prepare('update log_position set size = ?, next_offset = ? where size = ? and next_offset = ?')
  const addLeaf = database.prepare('insert into leaf (leaf_index, hash, entry) values (?, ?, ?)')
  const putTile = database.prepare(
    'insert into tile (level, tile_index, hashes) values (?, ?, ?) on conflict do update set hashes = excluded.hashes',
  )
  return ({ from, to, leaves, tiles }) => {
    inTransaction(database, () => {
      if (move.run(to.size, to.offset, from.size, from.offset).changes === 0) throw fenced()
      for (const [at, { hash, entry }] of leaves.entries()) addLeaf.run(from.size + at, hash, entry)
      for (const { path, bytes } of tiles) {
        const { level, index } = tileAt(path)
        putTile.run(level, index, bytes)
      }
    })
  }
}

/** The transparency log in a folder of its own, for one process at a time: the tree in a database, each checkpoint in a file. */
export async function openSqliteTransparencyLog(folder: string): Promise<TransparencyLogStore> {
  const database = openDurableDatabase(join(folder, 'log.sqlite'))
  database.exec(TABLES)
  const position = database.prepare('select size, next_offset from log_position')
  const tile = database.prepare('select hashes from tile where level = ? and tile_index = ?')
  const entries = database.prepare('select entry from leaf where leaf_index >= ? and leaf_index < ? order by leaf_index')
  const indexOf = database.prepare('select leaf_index from leaf where hash = ?')
  const extend = extender(database)
  const [signed, cosigned] = [checkpointFile(join(folder, 'checkpoint')), checkpointFile(join(folder, 'checkpoint.cosigned'))]
  return {
    position: async () => {
      const row = position.get()
      return { size: Number(row?.size), offset: Number(row?.next_offset) }
    },
    file: (wanted) =>
      fileOf(wanted, {
        tile: async ({ level, index }) => tile.get(level, index)?.hashes as Uint8Array | undefined,
        entries: async (start, count) => entries.all(start, start + count).map(({ entry }) => entry as Uint8Array),
      }),
    indexesOf: async (hashes) => {
      const found = new Map<string, number>()
      for (const hash of hashes) {
        const row = indexOf.get(hash)
        if (row !== undefined) found.set(hash.toString('hex'), Number(row.leaf_index))
      }
      return found
    },
    extend: async (extension) => {
      extend(extension)
    },
    signed: async () => signed.read(),
    cosigned: async () => cosigned.read(),
    sign: async (checkpoint) => {
      whereRoom(() => {
        signed.write(checkpoint)
      })
    },
    cosign: async (checkpoint) => {
      whereRoom(() => {
        cosigned.write(checkpoint)
      })
    },
    close: async () => {
      if (database.isOpen) database.close()
    },
  }
}
