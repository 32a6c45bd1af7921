import { HASH_BYTES, leafHash } from '../merkle/hash.ts'
import { provesInclusion } from '../merkle/check-proof.ts'
import { fromBase64, fromDecimal } from './base64.ts'
import type { Checkpoint } from './checkpoint.ts'

/** A proof that one leaf is in a log, which is checked without it (C2SP tlog-proof). */
export interface ProofFile {
  readonly index: number
  /** Inclusion proof, the leaf's sibling first. */
  readonly proof: readonly Buffer[]
  /** The signed checkpoint, byte for byte. */
  readonly checkpoint: string
  /** What a reader may want beside it. Nobody has signed it. */
  readonly extra?: Buffer
}

const HEADER = 'c2sp.org/tlog-proof@v1'
/** No tree of 2^63 leaves needs more. */
const MOST_HASHES = 63

/** The file, as text. */
export const formatProofFile = ({ index, proof, checkpoint, extra }: ProofFile): string =>
  [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${extra.toString('base64')}`]),
    `index ${String(index)}`,
    ...proof.map((hash) => hash.toString('base64')),
    '',
    checkpoint,
  ].join('\n')

/** Hashes in base64, a line each; undefined where a line is none, or there are more than 63. */
export function parseHashes(lines: readonly string[]): readonly Buffer[] | undefined {
  const hashes = lines.flatMap((line) => fromBase64(line) ?? [])
  return hashes.length === lines.length && lines.length <= MOST_HASHES && hashes.every(({ length }) => length === HASH_BYTES)
    ? hashes
    : undefined
}

/** Reads such a file; undefined where it is none. Checks nothing of it. */
export function parseProofFile(text: string): ProofFile | undefined {
  const end = text.indexOf('\n\n')
  const [header, ...lines] = text.slice(0, Math.max(end, 0)).split('\n')
  const extraText = lines[0]?.startsWith('extra ') === true ? lines.shift()?.slice('extra '.length) : undefined
  const extra = extraText === undefined ? undefined : fromBase64(extraText)
  const [indexLine = '', ...hashLines] = lines
  const index = indexLine.startsWith('index ') ? fromDecimal(indexLine.slice('index '.length)) : undefined
  const proof = parseHashes(hashLines)
  if (header !== HEADER || index === undefined || proof === undefined || (extraText !== undefined && extra === undefined)) return undefined
  return { index, proof, checkpoint: text.slice(end + 2), ...(extra === undefined ? {} : { extra }) }
}

/** Whether the file proves that this leaf is in the log of the checkpoint, which was opened from the file's own. */
export const provesLeaf = ({ index, proof }: ProofFile, leaf: Uint8Array, { size, root }: Checkpoint): boolean =>
  provesInclusion({ index, size, leaf: leafHash(leaf), root }, proof)
