import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { startBackend } from './backend.ts'

/** Makes an empty database in `kept`, whole or not at all. Another process may do the same at the same time. */
async function makeEmptyDatabase(kept: string): Promise<void> {
  const own = `${kept}.${String(process.pid)}`
  // What a process of that number left half made would be gone on with.
  rmSync(own, { recursive: true, force: true })
  mkdirSync(own, { recursive: true, mode: 0o700 })
  try {
    await (await startBackend(own)).stop()
    renameSync(own, kept)
  } catch (error) {
    rmSync(own, { recursive: true, force: true })
    if (!existsSync(kept)) throw error
  }
}

/** Fills a data folder from the empty database in `kept`, which is made when missing. */
export async function copyEmptyDatabase(kept: string, data: string): Promise<void> {
  if (!existsSync(kept)) await makeEmptyDatabase(kept)
  cpSync(kept, data, { recursive: true })
}
