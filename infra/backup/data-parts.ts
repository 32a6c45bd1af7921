import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A part of an embedded data folder that a backup has: where it is, below the folder. */
export interface DataPart {
  readonly path: string
  /** How it is copied: by SQLite's own online copy, by the vault that holds it open, or as the file that it is. */
  readonly by: 'database' | 'vault' | 'file'
}

const databasesIn = (data: string, folder: string): readonly DataPart[] =>
  (existsSync(join(data, folder)) ? readdirSync(join(data, folder)) : [])
    .filter((name) => name.endsWith('.sqlite'))
    .sort()
    .map((name) => ({ path: `${folder}/${name}`, by: 'database' }))

/** Below a data folder: the log, the vault, and the list of what was erased. */
export const LOG_PART = 'log/events.sqlite'
export const VAULT_PART = 'vault/vault.sqlite'
export const ERASURES_PART = 'erasures.jsonl'

/**
 * The parts of a data folder that are there, in the order in which they are copied one after the other.
 * INVARIANT: a part that says of itself what another must have is copied before that other. An outbox and an import's progress come before the log: what left the
 * one is in the other, or comes twice and is dropped; how far the log went (heads, transparency log) is copied before it, too, and the checkpoints before the tree that they are of. The log comes before the vault: the copy of the vault has every key that the copy of the log needs.
 * The vault comes before the list of erasures: of what was erased in the copy there is a line. Left out: the read store, which is made again from the log;
 * people's sessions, and the bundled sign-in's key, so that nobody is signed in by a restore; the master key, which would open all of it.
 */
export function dataParts(data: string): readonly DataPart[] {
  const all: readonly DataPart[] = [
    ...databasesIn(data, 'outbox'),
    ...databasesIn(data, 'import'),
    ...databasesIn(data, 'heads'),
    { path: 'transparency-log/checkpoint', by: 'file' },
    { path: 'transparency-log/checkpoint.cosigned', by: 'file' },
    ...databasesIn(data, 'transparency-log'),
    { path: 'demo.json', by: 'file' },
    { path: LOG_PART, by: 'database' },
    { path: VAULT_PART, by: 'vault' },
    { path: 'identity/agency-keys.sqlite', by: 'database' },
    { path: ERASURES_PART, by: 'file' },
  ]
  return all.filter(({ path }) => existsSync(join(data, path)))
}

/** What a restore writes to first. While it is there the data folder is half a restore, and nothing serves from it. */
export const restoringFolder = (data: string): string => join(data, 'restoring')
