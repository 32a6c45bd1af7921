import { EMPTY_ROOT } from '../../core/transparency-log/merkle/hash.ts'
import { signCheckpoint } from '../../core/transparency-log/notes/checkpoint.ts'
import type { NoteSigner } from '../../core/transparency-log/notes/signed-note.ts'
import { isQuorum, quorumWitnesses, type LogPolicy } from '../../core/transparency-log/witness/policy.ts'
import { reachableWitnesses } from '../../infra/witness/client.ts'
import type { SignedCheckpoint, TransparencyLogStore } from '../../infra/transparency-log/port.ts'
import { askOn } from './ask-on.ts'

/** How the log here compares with what its witnesses have cosigned. */
export interface Compared {
  /** `consistent`: no quorum has cosigned anything that this log is not, or not yet. `silent`: too few answer to know. */
  readonly verdict: 'consistent' | 'behind' | 'forked' | 'silent'
  /** The greatest number of leaves that a witness of the quorum has cosigned and the log has not signed; 0 where there is none. */
  readonly size: number
  /** Witnesses that say so, by the policy's names; of `silent` those that do not answer. */
  readonly witnesses: readonly string[]
}

export interface CompareDeps {
  readonly store: Pick<TransparencyLogStore, 'signed' | 'file'>
  readonly policy: LogPolicy
  /** The log's own. */
  readonly signer: NoteSigner
  /** Leaves up to which people have accepted that what witnesses have cosigned is lost; what they say of trees up to there counts no more. */
  readonly accepted: number
  readonly signal?: AbortSignal
}

/** An installation that has signed nothing, or has lost what it signed, asks with the tree of no leaf. */
const nothingSigned = (signer: NoteSigner): SignedCheckpoint => ({
  size: 0,
  note: signCheckpoint({ origin: signer.key.name, size: 0, root: EMPTY_ROOT, extensions: [] }, signer, 0),
})

/**
 * Asks each witness on which the quorum can depend how it knows the log, by our last signed checkpoint (C2SP tlog-witness). Where those that are silent
 * could be a quorum by themselves, nobody knows what was cosigned.
 */
export async function compareWithWitnesses({ store, policy, signer, accepted, signal }: CompareDeps): Promise<Compared> {
  const relevant = new Set(quorumWitnesses(policy))
  const checkpoint = (await store.signed()) ?? nothingSigned(signer)
  const asked = await Promise.all(
    reachableWitnesses(policy)
      .filter(({ name }) => relevant.has(name))
      .map(async (witness) => {
        const remembered = { size: 0 }
        const said = await askOn(witness, checkpoint, remembered, { store, ...(signal ? { signal } : {}) })
        return { name: witness.name, outcome: said.outcome, size: remembered.size }
      }),
  )
  const counted = asked.filter(({ size }) => size === 0 || size > accepted)
  const forked = counted.filter(({ outcome }) => outcome === 'not-consistent').map(({ name }) => name)
  const ahead = counted.filter(({ outcome }) => outcome === 'ahead')
  const size = Math.max(0, ...ahead.map((one) => one.size))
  const heard = asked.filter(({ outcome }) => outcome !== 'away' && outcome !== 'refused').map(({ name }) => name)
  const silent = [...relevant].filter((name) => !heard.includes(name))
  if (forked.length > 0) return { verdict: 'forked', size, witnesses: forked }
  if (ahead.length > 0) return { verdict: 'behind', size, witnesses: ahead.map(({ name }) => name) }
  return relevant.size > 0 && isQuorum(policy, new Set(silent))
    ? { verdict: 'silent', size, witnesses: silent }
    : { verdict: 'consistent', size, witnesses: [] }
}
