import { leafHash } from '../merkle/hash.ts'
import { TILE_WIDTH, tilePath, widthAt, type Tile } from '../tiles/tile.ts'
import { openUnderPolicy, type LogPolicy } from '../witness/policy.ts'
import type { Rows } from './entries.ts'
import type { LogFault } from './fault.ts'
import type { ReadLogFile } from './files.ts'
import { CHECKPOINT_PATH, judgeKnown, type KnownTree, type LogVerdict } from './log.ts'
import { fromTiles } from './tiles.ts'

/** The tile of level 0 that has a leaf's hash, in a tree of that size. */
export function tileOfLeaf(leaf: number, size: number): Tile {
  const index = Math.floor(leaf / TILE_WIDTH)
  return { level: 0, index, width: widthAt(size, 0, index) }
}

/**
 * Checks some leaves of a log without its entries: the signatures of its checkpoint, the tiles from the root down, and that each leaf is where it is said to be.
 * It needs all tiles but the full ones of level 0 that no leaf is of. `path`: of the file that the leaves are in. `leaves`: by place, counted from 0.
 */
export function verifyLeaves(
  read: ReadLogFile,
  policy: LogPolicy,
  { path, leaves }: { readonly path: string; readonly leaves: ReadonlyMap<number, Uint8Array> },
  known: readonly KnownTree[] = [],
): LogVerdict {
  const note = read(CHECKPOINT_PATH)
  if (note === undefined) return { faults: [{ code: 'checkpoint-missing' }], signed: undefined }
  const signed = openUnderPolicy(note, policy)
  if (typeof signed === 'string') return { faults: [{ code: `checkpoint-${signed}` }], signed: undefined }
  const { checkpoint, isQuorum } = signed
  const { faults, holds, rows } = fromTiles(read, checkpoint.size, checkpoint.root)
  const needed = new Set([...leaves.keys()].map((leaf) => tilePath(tileOfLeaf(leaf, checkpoint.size))))
  const ofTiles = faults.filter((fault) => !(fault.code === 'file-missing' && isFullLeafTile(fault.path) && !needed.has(fault.path)))
  const ofRoot: readonly LogFault[] = holds ? [] : [{ code: 'root-differs', leaf: undefined }]
  const ofLeaves = holds ? firstForeign(leaves, rows, checkpoint.size, path) : []
  const ofKnown = known.flatMap((tree) => judgeKnown(tree, checkpoint, holds ? rows : new Map()) ?? [])
  return { faults: [...(isQuorum ? [] : [{ code: 'no-quorum' } as const]), ...ofTiles, ...ofRoot, ...ofLeaves, ...ofKnown], signed }
}

const isFullLeafTile = (path: string): boolean => path.startsWith('tile/0/') && !path.includes('.p/')

/** The first leaf that the log does not have at its place. A leaf whose tile is bad is told of by that. */
function firstForeign(leaves: ReadonlyMap<number, Uint8Array>, rows: Rows, size: number, path: string): readonly LogFault[] {
  const ordered = [...leaves].sort(([one], [other]) => one - other)
  const foreign = ordered.find(([leaf, entry]) => {
    if (leaf >= size) return true
    const row = rows.get(tilePath(tileOfLeaf(leaf, size)))
    return row !== undefined && row[leaf % TILE_WIDTH]?.equals(leafHash(entry)) !== true
  })
  return foreign === undefined ? [] : [{ code: 'leaf-differs', path, leaf: foreign[0] }]
}
