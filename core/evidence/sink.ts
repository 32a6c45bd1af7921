import { createHash, type Hash } from 'node:crypto'
import { BUNDLE } from './files.ts'

/** Where a bundle is written to, file by file. */
export interface BundleSink {
  /** Adds to the end of a file, which is made where it is not there. */
  append(path: string, bytes: Uint8Array): Promise<void>
}

/** A sink that keeps the sum of what goes through it, and writes the sums at the end. */
export function summing(sink: BundleSink): BundleSink & { readonly end: () => Promise<void> } {
  const hashes = new Map<string, Hash>()
  return {
    append: async (path, bytes) => {
      const hash = hashes.get(path) ?? createHash('sha256')
      hashes.set(path, hash.update(bytes))
      await sink.append(path, bytes)
    },
    end: async () => {
      const lines = [...hashes].sort(([one], [other]) => (one < other ? -1 : 1)).map(([path, hash]) => `${hash.digest('hex')}  ${path}\n`)
      await sink.append(BUNDLE.sums, Buffer.from(lines.join(''), 'utf8'))
    },
  }
}
