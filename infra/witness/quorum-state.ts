import { parseEntryBundle } from '../../core/transparency-log/tiles/entry-bundle.ts'
import { entriesPath, TILE_WIDTH } from '../../core/transparency-log/tiles/tile.ts'
import type { LogPolicy } from '../../core/transparency-log/witness/policy.ts'
import { judgeQuorum, quorumSize, wantsNoWitness, type QuorumState } from '../../core/transparency-log/witness/quorum-state.ts'
import type { TransparencyLogStore } from '../transparency-log/port.ts'

/** When the record of a leaf was made, milliseconds since the Unix epoch; undefined where the leaf does not say, or is not there. */
async function recordedAt(store: Pick<TransparencyLogStore, 'file'>, leaf: number): Promise<number | undefined> {
  const [index, width] = [Math.floor(leaf / TILE_WIDTH), (leaf % TILE_WIDTH) + 1]
  const bundle = await store.file(entriesPath({ index, width }))
  const entry = bundle === undefined ? undefined : parseEntryBundle(bundle)?.at(-1)
  if (entry === undefined) return undefined
  const { ts } = JSON.parse(entry.toString('utf8')) as { readonly ts?: unknown }
  const at = typeof ts === 'string' ? Date.parse(ts) : NaN
  return Number.isNaN(at) ? undefined : at
}

/**
 * How far the transparency log is witnessed now. `isLate`: exports must be refused, and people told. Every process that has the store has the same answer.
 * @param now milliseconds since the Unix epoch
 */
export async function quorumState(
  store: Pick<TransparencyLogStore, 'signed' | 'cosigned' | 'file'>,
  policy: LogPolicy,
  now: number,
): Promise<QuorumState> {
  const [signed, kept] = [(await store.signed())?.size, await store.cosigned()]
  // A policy that was changed counts for what was cosigned before, too.
  const cosigned = wantsNoWitness(policy) ? signed : quorumSize(kept?.note, policy)
  const isWaiting = signed !== undefined && signed > (cosigned ?? 0)
  return judgeQuorum({ signed, cosigned }, isWaiting ? await recordedAt(store, cosigned ?? 0) : undefined, now)
}
