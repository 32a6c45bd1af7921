import { spawnSync } from 'node:child_process'
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

/** A file system of its own, of few megabytes. */
export interface SmallDisk {
  readonly path: string
  /** Takes what room there is, to the last byte. */
  fill(): void
  /** Gives it back. */
  free(): void
  /** Unmounts it. */
  remove(): void
}

const PIECE = Buffer.alloc(64 * 1024, 0x2e)

const mount = (path: string, megabytes: number): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${String(megabytes)}m`, 'throughline-test', path]).status === 0
const unmount = (path: string): boolean => spawnSync('umount', ['--lazy', path]).status === 0

/** Writes pieces, then halves of them, down to a byte, until nothing has room. */
function fillUp(file: string): void {
  const open = openSync(file, 'a')
  try {
    for (let size = PIECE.length; size >= 1;) {
      try {
        writeSync(open, PIECE, 0, size)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        size = Math.floor(size / 2)
      }
    }
    fdatasyncSync(open)
  } finally {
    closeSync(open)
  }
}

/** Mounts a file system in memory at a folder, or at a temporary one; undefined where that is not allowed: it takes root on Linux. */
export function mountSmallDisk(megabytes: number, at?: string): SmallDisk | undefined {
  const folder = at === undefined ? temporaryFolder() : { path: at, remove: () => undefined }
  if (!mount(folder.path, megabytes)) {
    folder.remove()
    return undefined
  }
  const filling = join(folder.path, 'filling')
  return {
    path: folder.path,
    fill: () => {
      fillUp(filling)
    },
    free: () => {
      rmSync(filling, { force: true })
    },
    remove: () => {
      unmount(folder.path)
      folder.remove()
    },
  }
}
