import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { create } from 'tar'
import { BackupError } from './errors.ts'
import { isSound } from './log-heads.ts'
import { MANIFEST, makeManifest, type Manifest } from './manifest.ts'
import { sync } from '../files/on-disk.ts'

export interface WriteOptions {
  /** The file to make; not there yet. */
  readonly file: string
  /** Copies the parts into an empty folder; resolves with their paths. */
  readonly copy: (into: string) => Promise<readonly string[]>
  /** When it begins, milliseconds since the Unix epoch. */
  readonly madeAt: number
  /** Version of this program. */
  readonly version: string
  readonly progress: (words: string) => void
}

/**
 * Makes a backup: one tar file, readable by this user alone, with a manifest and the parts; whole and on the disk when it has its name. Needs room for
 * the parts twice, beside the file, while it works. Throws BackupError.
 */
export async function writeBackup({
  file,
  copy,
  madeAt,
  version,
  progress,
}: WriteOptions): Promise<{ readonly manifest: Manifest; readonly bytes: number }> {
  if (existsSync(file))
    throw new BackupError('refused', `${file} is there already. Give the backup another name: one is never written over.`)
  if (!existsSync(dirname(file))) throw new BackupError('refused', `There is no folder ${dirname(file)} for the backup. Make it first.`)
  const work = mkdtempSync(`${file}.partial-`)
  try {
    progress('Copying …')
    const paths = await copy(work)
    for (const path of paths) {
      if (path.endsWith('.sqlite') && !isSound(join(work, path)))
        throw new BackupError(
          'damaged',
          `${path} is damaged: SQLite finds faults in its copy. Nothing was backed up; look at the disk, and keep the last backup.`,
        )
    }
    progress('Writing the file …')
    const manifest = await makeManifest(work, paths, { madeAt, version })
    writeFileSync(join(work, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`, { mode: 0o600 })
    const whole = join(work, 'backup.tar')
    await create({ file: whole, cwd: work, portable: true, mode: 0o600, strict: true }, [MANIFEST, ...paths])
    chmodSync(whole, 0o600)
    sync(whole)
    renameSync(whole, file)
    sync(dirname(file))
    return { manifest, bytes: statSync(file).size }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
