import type { NoteFault } from '../notes/signed-note.ts'
import { parseProofFile, provesLeaf } from '../notes/proof-file.ts'
import { openUnderPolicy, type LogPolicy, type PolicyCheckpoint } from '../witness/policy.ts'

/** Why a proof file proves nothing: it is none, its checkpoint does not count, too few have witnessed that, or it is over another leaf or place. */
export type ProofFault = 'proof-malformed' | `checkpoint-${NoteFault}` | 'no-quorum' | 'leaf-differs'

/** What a proof file proves: that the leaf is the `index`-th, counted from 0, of the log that signed. */
export interface ProvenLeaf {
  readonly index: number
  readonly signed: PolicyCheckpoint
}

/** Checks a proof file for a leaf, without the log (C2SP tlog-proof). */
export function verifyProof(text: string, leaf: Uint8Array, policy: LogPolicy): ProvenLeaf | ProofFault {
  const file = parseProofFile(text)
  if (file === undefined) return 'proof-malformed'
  const signed = openUnderPolicy(Buffer.from(file.checkpoint, 'utf8'), policy)
  if (typeof signed === 'string') return `checkpoint-${signed}`
  if (!signed.isQuorum) return 'no-quorum'
  return provesLeaf(file, leaf, signed.checkpoint) ? { index: file.index, signed } : 'leaf-differs'
}
