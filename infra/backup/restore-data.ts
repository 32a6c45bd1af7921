import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { extract } from 'tar'
import { addErasures, type ErasureEntry } from '../erasures/erasure-list.ts'
import { destroyInFile } from '../vault/sqlite/destroy-in-file.ts'
import { dataParts, ERASURES_PART, restoringFolder, VAULT_PART } from './data-parts.ts'
import { BackupError } from './errors.ts'
import { describePart, MANIFEST, readManifest, type Manifest } from './manifest.ts'
import { sync } from '../files/on-disk.ts'

export interface RestoreOptions {
  readonly file: string
  /** The data folder: not there yet, or empty but for a master key. */
  readonly data: string
  /** What was erased since the backup was made; more is no harm. */
  readonly erasures: readonly ErasureEntry[]
  readonly progress: (words: string) => void
}

const MASTER_KEY = 'master.key'

function refuseNotEmpty(data: string): void {
  const there = existsSync(data) ? readdirSync(data).filter((name) => name !== MASTER_KEY) : []
  if (there.length === 0) return
  throw new BackupError(
    'not-empty',
    `${data} is not empty. A restore goes into an empty data folder only (a ${MASTER_KEY} in it may stay): set THROUGHLINE_DATA to another one, or move what is there away.`,
  )
}

async function unpack(file: string, into: string): Promise<Manifest> {
  const notWhole = (cause: unknown): BackupError =>
    new BackupError('damaged', `${file} is not a whole backup of Throughline. Take another copy of it.`, { cause })
  try {
    await extract({
      file,
      cwd: into,
      strict: true,
      preserveOwner: false,
      filter: (_path, entry) => 'type' in entry && ['File', 'OldFile', 'ContiguousFile'].includes(entry.type),
    })
    return readManifest(readFileSync(join(into, MANIFEST), 'utf8'))
  } catch (error) {
    throw notWhole(error)
  }
}

/** Every part is there as it was written, and nothing beside them. */
async function verify(file: string, folder: string, { parts }: Manifest): Promise<void> {
  for (const part of parts) {
    const found = existsSync(join(folder, part.path)) ? await describePart(folder, part.path) : undefined
    if (found?.sha256 !== part.sha256 || found.bytes !== part.bytes)
      throw new BackupError('damaged', `${part.path} in ${file} is not as it was written. Take another copy of the backup.`)
  }
  const known = new Set(parts.map(({ path }) => path))
  const readable = new Set(dataParts(folder).map(({ path }) => path))
  if (known.size !== parts.length || parts.some(({ path }) => !readable.has(path)))
    throw new BackupError('damaged', `${file} has a part that this release does not know. Restore it with the release that made it.`)
}

/** Makes everything in a folder this user's alone, and waits until it is on the disk. */
function settle(folder: string, { parts }: Manifest): void {
  for (const { path } of parts) {
    chmodSync(join(folder, path), 0o600)
    chmodSync(dirname(join(folder, path)), 0o700)
    sync(join(folder, path))
    sync(dirname(join(folder, path)))
  }
}

function moveIn(from: string, data: string): void {
  rmSync(join(from, MANIFEST))
  for (const name of readdirSync(from)) renameSync(join(from, name), join(data, name))
  sync(data)
  rmSync(from, { recursive: true })
  sync(data)
}

/** Destroys again what was erased since, and keeps the list of it with the data: the log of the backup has no word of it. */
function eraseSince(folder: string, erasures: readonly ErasureEntry[]): number {
  if (erasures.length === 0) return 0
  const destroyed = existsSync(join(folder, VAULT_PART)) ? destroyInFile(dirname(join(folder, VAULT_PART)), erasures) : 0
  addErasures(join(folder, ERASURES_PART), erasures)
  return destroyed
}

/**
 * Puts a backup into an empty data folder: all of it or nothing. What was erased since is erased again before the data is where anything serves it from.
 * Resolves with the manifest and how many keys were destroyed. Throws BackupError.
 */
export async function restoreData({
  file,
  data,
  erasures,
  progress,
}: RestoreOptions): Promise<{ readonly manifest: Manifest; readonly destroyed: number }> {
  if (!existsSync(file)) throw new BackupError('refused', `There is no file ${file}.`)
  refuseNotEmpty(data)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const folder = restoringFolder(data)
  mkdirSync(folder, { mode: 0o700 })
  let moving = false
  try {
    progress('Reading the file …')
    const manifest = await unpack(file, folder)
    progress('Checking every part …')
    await verify(file, folder, manifest)
    const destroyed = eraseSince(folder, erasures)
    settle(folder, manifest)
    moving = true
    moveIn(folder, data)
    return { manifest, destroyed }
  } finally {
    if (!moving) rmSync(folder, { recursive: true, force: true })
  }
}
