import { askWitness, type ReachableWitness, type WitnessSaid } from '../../infra/witness/client.ts'
import { consistencyProof } from '../../infra/transparency-log/proofs.ts'
import type { SignedCheckpoint, TransparencyLogStore } from '../../infra/transparency-log/port.ts'

/** What came of a checkpoint at a witness. `ahead`: it has cosigned more leaves than the checkpoint has. */
export type Asked = Exclude<WitnessSaid, { readonly outcome: 'knows' }> | { readonly outcome: 'ahead'; readonly size: number }

/** What is remembered of a witness: how many leaves it has cosigned last. It says so itself where that is not known, or no longer true. */
export interface Remembered {
  size: number
}

/** A witness that says another size each time is not asked for ever. */
const MOST_QUESTIONS = 3

/** Asks a witness for its cosignature of a checkpoint, with the proof from what it has cosigned last. */
export async function askOn(
  witness: ReachableWitness,
  { size, note }: SignedCheckpoint,
  remembered: Remembered,
  { store, signal }: { readonly store: Pick<TransparencyLogStore, 'file'>; readonly signal?: AbortSignal },
): Promise<Asked> {
  for (let question = 1; ; question += 1) {
    const old = remembered.size
    if (old > size) return { outcome: 'ahead', size: old }
    const said = await askWitness(
      witness,
      { old, proof: await consistencyProof(store, old, size), note },
      signal === undefined ? {} : { signal },
    )
    if (said.outcome === 'cosigned') remembered.size = size
    if (said.outcome !== 'knows') return said
    if (question === MOST_QUESTIONS) return { outcome: 'refused', status: 409 }
    remembered.size = said.size
  }
}
