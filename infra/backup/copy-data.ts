import { chmodSync, copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { backup, DatabaseSync } from 'node:sqlite'
import { dataParts, type DataPart } from './data-parts.ts'

/** More pages than a database has: all in one step, as the database is at one moment. */
const ALL_PAGES = 2 ** 31 - 1
const PATIENCE_MS = 10_000
const TRIES = 20
const PAUSE_MS = 100

async function copyDatabase(from: string, to: string): Promise<void> {
  // A connection of its own that only reads: who writes to the database goes on.
  const database = new DatabaseSync(from, { readOnly: true, timeout: PATIENCE_MS })
  try {
    for (let tries = 1; ; tries++) {
      try {
        await backup(database, to, { rate: ALL_PAGES })
        return
      } catch (error) {
        // Another connection kept it from beginning: nothing was copied.
        if (tries === TRIES) throw error
        await sleep(PAUSE_MS)
      }
    }
  } finally {
    database.close()
  }
}

/** Copies the vault into a file, by who has it open. */
export type CopyVault = (file: string) => Promise<void>

async function copyPart(data: string, { path, by }: DataPart, into: string, copyVault: CopyVault): Promise<void> {
  const to = join(into, path)
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
  if (by === 'file') copyFileSync(join(data, path), to)
  else if (by === 'database') await copyDatabase(join(data, path), to)
  else await copyVault(to)
  chmodSync(to, 0o600)
}

/**
 * Copies the parts of an embedded data folder into an empty folder, one after the other (see dataParts), by the process that has them open, while it
 * serves. Resolves with the paths that were copied.
 */
export async function copyData(data: string, into: string, copyVault: CopyVault): Promise<readonly string[]> {
  const parts = dataParts(data)
  for (const part of parts) await copyPart(data, part, into, copyVault)
  return parts.map(({ path }) => path)
}
