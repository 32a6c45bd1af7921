import { extendTree, type LogEdge } from '../../core/transparency-log/log-edge.ts'
import { leafHash } from '../../core/transparency-log/merkle/hash.ts'
import type { LogExtension, NewLeaf } from '../../infra/transparency-log/port.ts'

/** The log with the entries of records, in the order of access.log: what is new of it, and its edge then. */
export interface LogStep {
  readonly edge: LogEdge
  readonly leaves: LogExtension['leaves']
  readonly tiles: LogExtension['tiles']
}

/** An entry with its leaf hash. */
export const leafOfEntry = (entry: Uint8Array): NewLeaf => ({ hash: leafHash(entry), entry })

/**
 * Takes leaves into the log. One that is `known` (by its hash in hex), or stands twice among them, is there already: a record that was appended twice has
 * one place, the first.
 */
export function takeLeaves(edge: LogEdge, leaves: readonly NewLeaf[], known: ReadonlyMap<string, number>): LogStep {
  const fresh = new Map<string, NewLeaf>()
  for (const leaf of leaves) {
    const key = leaf.hash.toString('hex')
    if (!known.has(key) && !fresh.has(key)) fresh.set(key, leaf)
  }
  const added = [...fresh.values()]
  return { ...extendTree(edge, added), leaves: added }
}
