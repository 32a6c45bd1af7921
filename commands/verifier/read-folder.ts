import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { BundleFiles } from '../../core/evidence/files.ts'

/** The files of an unpacked bundle. Throws an Error of the file system where there is no such folder, or a file cannot be read. */
export function readFolder(folder: string): BundleFiles {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = found.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/')).sort()
  const known = new Set(paths)
  return { paths, read: (path) => (known.has(path) ? readFileSync(join(folder, ...path.split('/'))) : undefined) }
}
