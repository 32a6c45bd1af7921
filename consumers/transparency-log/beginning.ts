import { EMPTY_EDGE, type LogEdge } from '../../core/transparency-log/log-edge.ts'
import { readEdge } from '../../infra/transparency-log/edge.ts'
import type { NewLeaf, TransparencyLogStore } from '../../infra/transparency-log/port.ts'

/** The first of the leaves that come one after the other up to the last of them; those of records that were appended again stand before. Undefined where none has a place. Pure. */
export function firstOfRun(indexes: Iterable<number>): number | undefined {
  const all = new Set(indexes)
  if (all.size === 0) return undefined
  let first = Math.max(...all)
  while (all.has(first - 1)) first -= 1
  return first
}

/**
 * The edge from which access.log, as far as it is there, makes the tree: that of no leaf, or, where an operator has accepted that the first records are gone, that of their leaves. Those
 * stay as they are, under the checkpoints. `leaves`: of the first records that are there. Throws TransparencyLogError `lost` or `altered`.
 */
export async function edgeAtStart(
  store: Pick<TransparencyLogStore, 'file' | 'indexesOf'>,
  start: number,
  leaves: readonly NewLeaf[],
): Promise<LogEdge> {
  if (start === 0) return EMPTY_EDGE
  const first = firstOfRun((await store.indexesOf(leaves.map(({ hash }) => hash))).values())
  return first === undefined ? EMPTY_EDGE : readEdge(store, first)
}
