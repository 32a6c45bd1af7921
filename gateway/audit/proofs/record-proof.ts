import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import { leafOf } from '../../../core/transparency-log/leaf.ts'
import { leafHash } from '../../../core/transparency-log/merkle/hash.ts'
import type { ProofFile } from '../../../core/transparency-log/notes/proof-file.ts'
import type { SignedCheckpoint, TransparencyLogStore } from '../../../infra/transparency-log/port.ts'
import { inclusionProof } from '../../../infra/transparency-log/proofs.ts'

/** Where a record is in the transparency log. */
export interface RecordPlace {
  /** Index of its leaf; undefined: not taken yet, which is a moment after it was written. */
  readonly leaf: number | undefined
  /** Leaves of the newest signed checkpoint that has the leaf; undefined: none has it yet. */
  readonly checkpoint: number | undefined
  /** Leaves of the newest checkpoint with a quorum of witnesses that has it; undefined: none has it yet. */
  readonly witnessed: number | undefined
}

type Log = Pick<TransparencyLogStore, 'indexesOf' | 'signed' | 'cosigned' | 'file'>

/** The newest checkpoint that has a leaf: that of the witnesses where it goes so far, else the log's own; undefined where neither does. */
export async function checkpointOver(log: Pick<Log, 'signed' | 'cosigned'>, index: number): Promise<SignedCheckpoint | undefined> {
  const [signed, cosigned] = [await log.signed(), await log.cosigned()]
  return [cosigned, signed].find((checkpoint) => checkpoint !== undefined && checkpoint.size > index)
}

/** Index of a record's leaf; undefined where the log has not taken it. */
export async function leafIndexOf(log: Pick<Log, 'indexesOf'>, record: AccessRecord): Promise<number | undefined> {
  const hash = leafHash(leafOf(record))
  return (await log.indexesOf([hash])).get(hash.toString('hex'))
}

/** Where a record is in the log, and in which checkpoints. */
export async function placeOfRecord(log: Log, record: AccessRecord): Promise<RecordPlace> {
  const leaf = await leafIndexOf(log, record)
  const [signed, cosigned] = [await log.signed(), await log.cosigned()]
  const sizeOver = (checkpoint: SignedCheckpoint | undefined): number | undefined =>
    leaf !== undefined && checkpoint !== undefined && checkpoint.size > leaf ? checkpoint.size : undefined
  return { leaf, checkpoint: sizeOver(signed), witnessed: sizeOver(cosigned) }
}

/** The proof that leaf `index` is in the log, with a signed checkpoint; undefined where none has it yet. */
export async function proofOfLeaf(log: Log, index: number): Promise<ProofFile | undefined> {
  const checkpoint = await checkpointOver(log, index)
  return checkpoint && { index, proof: await inclusionProof(log, index, checkpoint.size), checkpoint: checkpoint.note }
}

/** The proof that a record is in the log, with a signed checkpoint; undefined where none has it yet. */
export async function proofOfRecord(log: Log, record: AccessRecord): Promise<ProofFile | undefined> {
  const index = await leafIndexOf(log, record)
  return index === undefined ? undefined : proofOfLeaf(log, index)
}
