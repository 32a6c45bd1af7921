import { list } from 'tar'

/**
 * The files of a .tar.gz (or .tar) by their path without the folder that all of them are in, held in memory. Links and special files are left out: nothing is written, so no path leads anywhere.
 * Rejects for a file that is not there or no archive.
 */
export async function readArchive(file: string): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>()
  await list({
    file,
    strict: true,
    onReadEntry: (entry) => {
      if (entry.type !== 'File' && entry.type !== 'OldFile') {
        entry.resume()
        return
      }
      const chunks: Buffer[] = []
      entry.on('data', (chunk: Buffer) => chunks.push(chunk))
      entry.on('end', () => {
        found.set(entry.path.replace(/^(\.\/)?[^/]+\//, ''), Buffer.concat(chunks))
      })
    },
  })
  return found
}
