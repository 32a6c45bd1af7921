import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const BLOCK_BYTES = 512

/** Bytes that the files below a folder take on disk: of a file with holes, what is written. A file that goes meanwhile counts nothing. */
export async function bytesOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        try {
          return (await stat(join(parentPath, name))).blocks * BLOCK_BYTES
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
          return 0
        }
      }),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
