import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { appendFile, mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { create } from 'tar'
import { sync } from '../files/on-disk.ts'

/** A folder that is filled and then packed. */
export interface Packing {
  /** Adds to the end of a file of the archive, by its path with `/` between. */
  append(path: string, bytes: Uint8Array): Promise<void>
}

/**
 * Makes a .tar.gz, readable by this user alone, of what `fill` writes: under one folder of the archive's name without its ending. The same content under the same name is the same bytes, and the file
 * is whole and on the disk when it has its name. Needs room for the content beside it while it works. Rejects where the file is there already, and as `fill` does, and then leaves nothing.
 */
export async function packArchive<T>(file: string, fill: (into: Packing) => Promise<T>): Promise<T> {
  if (existsSync(file)) throw new Error(`${file} is there already. Give the archive another name: one is never written over.`)
  const work = mkdtempSync(`${file}.partial-`)
  const name = basename(file).replace(/\.(tar\.gz|tgz)$/, '')
  const paths = new Set<string>()
  try {
    const filled = await fill({
      append: async (path, bytes) => {
        const at = join(work, name, ...path.split('/'))
        if (!paths.has(path)) await mkdir(dirname(at), { recursive: true, mode: 0o700 })
        paths.add(path)
        await appendFile(at, bytes, { mode: 0o600 })
      },
    })
    const whole = join(work, 'archive.tar.gz')
    // No times and no owners, so that the same content is the same bytes.
    const named = [...paths].sort().map((path) => `${name}/${path}`)
    await create({ file: whole, cwd: work, gzip: true, portable: true, noMtime: true, mode: 0o600, strict: true }, named)
    chmodSync(whole, 0o600)
    sync(whole)
    renameSync(whole, file)
    sync(dirname(file))
    return filled
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
