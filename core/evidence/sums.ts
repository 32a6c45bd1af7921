import { hash } from 'node:crypto'
import { BUNDLE, type BundleFiles } from './files.ts'

const LINE = /^([0-9a-f]{64}) {2}(.+)$/

/** What the sums say against a bundle's files. */
export interface SumFault {
  /** A listed file is not there, a file is not what it was, a file was added, or the sums themselves are missing or no such file. */
  readonly code: 'file-missing' | 'file-altered' | 'file-added' | 'file-malformed'
  readonly path: string
}

/** Holds every file of a bundle to its sum. Whoever alters a file can alter its sum too: what is proven is by the log and its signatures. */
export function checkSums({ read, paths }: BundleFiles): readonly SumFault[] {
  const bytes = read(BUNDLE.sums)
  if (bytes === undefined) return [{ code: 'file-missing', path: BUNDLE.sums }]
  const lines = Buffer.from(bytes).toString('utf8').split('\n').slice(0, -1)
  const sums = new Map(
    lines.flatMap((line): readonly (readonly [string, string])[] => {
      const [, sum, path] = LINE.exec(line) ?? []
      return sum === undefined || path === undefined ? [] : [[path, sum]]
    }),
  )
  if (sums.size !== lines.length) return [{ code: 'file-malformed', path: BUNDLE.sums }]
  const listed = [...sums].flatMap(([path, sum]): readonly SumFault[] => {
    const found = read(path)
    if (found === undefined) return [{ code: 'file-missing', path }]
    return hash('sha256', found, 'hex') === sum ? [] : [{ code: 'file-altered', path }]
  })
  const added = paths.filter((path) => path !== BUNDLE.sums && !sums.has(path))
  return [...listed, ...added.map((path): SumFault => ({ code: 'file-added', path }))]
}
