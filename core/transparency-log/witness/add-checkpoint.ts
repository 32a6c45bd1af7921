import { fromDecimal } from '../notes/base64.ts'
import { readCheckpoint, type Checkpoint } from '../notes/checkpoint.ts'
import { parseHashes } from '../notes/proof-file.ts'

/** What a log asks a witness (C2SP tlog-witness, add-checkpoint). */
export interface AddCheckpoint {
  /** Size of the checkpoint that the log thinks the witness has cosigned last. */
  readonly old: number
  /** Consistency proof from that size. */
  readonly proof: readonly Buffer[]
  /** The signed checkpoint, byte for byte. */
  readonly note: Buffer
  /** What it says; nobody has checked its signatures yet. */
  readonly checkpoint: Checkpoint
}

/** The body of the request. */
export const formatAddCheckpoint = ({ old, proof, note }: Pick<AddCheckpoint, 'old' | 'proof' | 'note'>): Buffer =>
  Buffer.concat([Buffer.from([`old ${String(old)}`, ...proof.map((hash) => hash.toString('base64')), '', ''].join('\n')), note])

/** Reads such a body; undefined where it is none. */
export function parseAddCheckpoint(body: Uint8Array): AddCheckpoint | undefined {
  const source = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const end = source.indexOf('\n\n')
  const [oldLine = '', ...hashLines] = source.subarray(0, Math.max(end, 0)).toString('latin1').split('\n')
  const old = oldLine.startsWith('old ') ? fromDecimal(oldLine.slice('old '.length)) : undefined
  const proof = parseHashes(hashLines)
  const note = source.subarray(end + 2)
  const checkpoint = readCheckpoint(note)
  return old === undefined || proof === undefined || checkpoint === undefined ? undefined : { old, proof, note, checkpoint }
}
