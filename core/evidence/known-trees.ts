import { openUnderPolicy, type LogPolicy } from '../transparency-log/witness/policy.ts'
import type { NoteFault } from '../transparency-log/notes/signed-note.ts'
import type { KnownTree } from '../transparency-log/verify/log.ts'
import { isObject } from './json-lines.ts'

/** A tree that somebody knows the log had, and since when. */
export interface DatedTree extends KnownTree {
  /** When a witness first saw it, in seconds since 1970; undefined where no witness has signed it. */
  readonly time: number | undefined
}

/** Reads a checkpoint that a witness, or minutes, has of the log: its signatures must be true, and its log's. A quorum is not asked for. */
export function knownTree(note: Uint8Array, policy: LogPolicy): DatedTree | NoteFault {
  const opened = openUnderPolicy(note, policy)
  if (typeof opened === 'string') return opened
  const times = [...opened.witnesses.values()]
  return { size: opened.checkpoint.size, root: opened.checkpoint.root, time: times.length === 0 ? undefined : Math.min(...times) }
}

/** Clocks of gateways and witnesses may differ by so much, and a read may be under way for it. */
const PATIENCE_S = 600

/** The first leaf that says an earlier time than a witnessed tree that does not have it. `leaves`: by place, counted from 0. */
export function firstBackDated(
  leaves: Iterable<readonly [number, Uint8Array]>,
  known: readonly DatedTree[],
): { readonly code: 'back-dated'; readonly leaf: number; readonly time: string } | undefined {
  const dated = known.flatMap(({ size, time }) => (time === undefined ? [] : [{ size, time }]))
  if (dated.length === 0) return undefined
  for (const [leaf, entry] of leaves) {
    const at = timeOf(entry)
    const before = dated.find(({ size, time }) => leaf >= size && at !== undefined && at < time - PATIENCE_S)
    if (before !== undefined) return { code: 'back-dated', leaf, time: new Date(before.time * 1000).toISOString() }
  }
  return undefined
}

/** When a leaf says that its record was made, in seconds since 1970; undefined where it does not say. */
function timeOf(entry: Uint8Array): number | undefined {
  try {
    const leaf: unknown = JSON.parse(Buffer.from(entry).toString('utf8'))
    const at = isObject(leaf) && typeof leaf.ts === 'string' ? Date.parse(leaf.ts) : Number.NaN
    return Number.isNaN(at) ? undefined : at / 1000
  } catch {
    return undefined
  }
}
