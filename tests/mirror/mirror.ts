import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { OF_SEVERAL, WHOLES } from './whole.ts'

export const root = join(import.meta.dirname, '..', '..')

/** Every test file, by path from the root, sorted. */
export const testFiles = (): readonly string[] => globSync('tests/**/*.test.ts', { cwd: root }).sort()

const isFile = (path: string): boolean => ['.ts', '.mjs'].some((end) => existsSync(join(root, path + end)))
const isFolder = (path: string): boolean => existsSync(join(root, path))

/** Kinds that take one source; the others go through several, and are in the folder of what they begin with. */
const OF_ONE = /\.(unit|prop|contract)\.test\.ts$/

/**
 * Whether a test file is where its source is: under tests/ at the path of its source (or of a folder), or in a folder of the source's name, and what
 * goes through several parts in a folder that there is; or it is about a whole.
 */
export function isAtItsPlace(test: string): boolean {
  if (Object.keys(WHOLES).some((folder) => test.startsWith(folder)) || test in OF_SEVERAL) return true
  const source = test.replace(/^tests\//, '').replace(/\.\w+\.test\.ts$/, '')
  const folder = dirname(source)
  return isFile(source) || isFolder(source) || isFile(folder) || (!OF_ONE.test(test) && isFolder(folder))
}
