import { open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'

/** Free share of a folder's file system, as this user may use it: 0 to 1. */
export async function freeRatio(folder: string): Promise<number> {
  const { bavail, blocks } = await statfs(folder)
  return blocks === 0 ? 0 : bavail / blocks
}

const BYTES = Buffer.alloc(4_096)

/** Writes to a folder, to the disk, and takes it away again: rejects where the disk is full, read-only, or gone. */
export async function writeTo(folder: string): Promise<void> {
  const path = join(folder, '.written')
  const file = await open(path, 'w', 0o600)
  try {
    await file.write(BYTES)
    await file.sync()
  } finally {
    await file.close()
    await rm(path, { force: true })
  }
}
