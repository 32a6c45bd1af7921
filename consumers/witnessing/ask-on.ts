import { askWitness, type ReachableWitness, type WitnessSaid } from '../../infra/witness/client.ts'
import { consistencyProof } from '../../infra/transparency-log/proofs.ts'
import type { SignedCheckpoint, TransparencyLogStore } from '../../infra/transparency-log/port.ts'

/**
 * What came of a checkpoint at a witness. `ahead`: it has cosigned more leaves than the log here has signed. `overtaken`: more than the checkpoint has, for
 * the log has signed a newer one meanwhile.
 */
export type Asked =
  | Exclude<WitnessSaid, { readonly outcome: 'knows' }>
  | { readonly outcome: 'overtaken' }
  | { readonly outcome: 'ahead'; readonly size: number }

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
  { store, signal }: { readonly store: Pick<TransparencyLogStore, 'file' | 'signed'>; readonly signal?: AbortSignal },
): Promise<Asked> {
  // What it had cosigned beyond this it is asked again: its agency may have let the log start over.
  if (remembered.size > size) remembered.size = 0
  for (let question = 1; question <= MOST_QUESTIONS; question += 1) {
    const old = remembered.size
    const proof = await consistencyProof(store, old, size)
    const said = await askWitness(witness, { old, proof, note }, signal === undefined ? {} : { signal })
    if (said.outcome === 'cosigned') remembered.size = size
    if (said.outcome !== 'knows') return said
    remembered.size = said.size
    if (said.size > size) {
      const newest = (await store.signed())?.size ?? 0
      return newest >= said.size ? { outcome: 'overtaken' } : { outcome: 'ahead', size: said.size }
    }
  }
  return { outcome: 'refused', status: 409 }
}
