import { createHash } from 'node:crypto'
import { canonicalJson } from '../../schemas/avro/canonical.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** The name of a policy release: SHA-256 over the canonical JSON of [[path, SHA-256 of the file] …] by path, hex. `files`: text by path. */
export function releaseHash(files: ReadonlyMap<string, string>): string {
  const byPath = [...files].sort(([one], [other]) => (one < other ? -1 : 1))
  return sha256(canonicalJson(byPath.map(([path, text]) => [path, sha256(text)])))
}
