import { existsSync, readFileSync, statfsSync } from 'node:fs'

const MEMORY = '/dev/shm'
/** A container's own /dev/shm has 64 MB; every test at once needs less than this. */
const ENOUGH = 8 * 2 ** 30

/** True of a file system in memory with room, from which programs may be run. */
function isUsable(folder) {
  if (!existsSync(folder) || !existsSync('/proc/mounts')) return false
  const mounts = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, place]) => place === folder)
  const options = mounts.at(-1)?.[3]?.split(',') ?? ['noexec']
  const { bavail, bsize } = statfsSync(folder)
  return options.includes('rw') && !options.includes('noexec') && bavail * bsize >= ENOUGH
}

/**
 * What tests are run with beside what they find: their folders in memory where there is room, since a test that ends throws its folder away and has no use for
 * a disk that it waits for. A TMPDIR that is set stays.
 */
export const testEnvironment = () => (process.env.TMPDIR === undefined && isUsable(MEMORY) ? { TMPDIR: MEMORY } : {})

/** PGlite's WebAssembly is compiled once, quickly, and not a second time, well: a test starts a database and asks it little. */
export const testNodeOptions = ['--liftoff-only']
