import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isBusy, isCorrupt } from '../../sqlite/errors.ts'
import { VaultError } from '../port.ts'

/**
 * `wrapped` null: the key was destroyed. INVARIANT: rows are only added at the end and no index holds `wrapped`, so that its
 * bytes are in one place of the file, which `secure_delete` zeroes; a table sorted by scope would leave copies when a page splits.
 */
const TABLES = `
  create table if not exists data_key (id integer primary key, case_id text not null, person text not null, class text not null, wrapped blob,
    unique (case_id, person, class)) strict;
  create table if not exists secret (name text primary key, wrapped blob not null) strict;
  create table if not exists master_check (id integer primary key check (id = 1), wrapped blob not null) strict;
  create table if not exists lost_key (case_id text not null, person text not null, class text not null, at text not null, for_good integer not null, accepted integer not null,
    primary key (case_id, person, class)) strict;
  create table if not exists accepted_loss (accepted_at text primary key, reason text not null, keys integer not null, events integer not null, openings integer not null,
    first text not null, last text not null) strict;
  create table if not exists kept_count (name text primary key, count integer not null) strict;`

const PRAGMAS = 'pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;'

function asVaultError(error: unknown): unknown {
  if (isBusy(error)) {
    return new VaultError('locked', 'Another process has the vault open. Stop it first, or set THROUGHLINE_DATA to another folder.', {
      cause: error,
    })
  }
  if (isCorrupt(error)) {
    return new VaultError('corrupt', "The vault's file is damaged. Restore vault.sqlite from a backup.", { cause: error })
  }
  return error
}

/** Writes the write-ahead log into the file and empties it: what was overwritten is then in neither. */
export function flushLog(database: DatabaseSync): void {
  const result = database.prepare('pragma wal_checkpoint(truncate)').get()
  if (result?.busy !== 0) throw new VaultError('corrupt', "The vault's write-ahead log cannot be emptied.")
}

/** Opens the vault's file for this process alone, this user alone. Throws VaultError `locked` or `corrupt`. */
export function openDatabase(folder: string): DatabaseSync {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'vault.sqlite')
  // Only when it is not there: closing a descriptor of the file would free the lock that this process holds on it.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec(PRAGMAS)
    database.exec(`begin immediate; ${TABLES} commit`)
    flushLog(database)
    return database
  } catch (error) {
    database.close()
    throw asVaultError(error)
  }
}

/** Copies an open vault into a file that is not there yet, as it is at this moment: by the one connection that may read it, between two of its transactions. */
export function copyDatabase(database: DatabaseSync, file: string): void {
  database.prepare('vacuum into ?').run(file)
}
