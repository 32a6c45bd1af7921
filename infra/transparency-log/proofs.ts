import { consistencyRanges, inclusionRanges } from '../../core/transparency-log/merkle/proofs.ts'
import { rangeHash, type Range } from '../../core/transparency-log/merkle/range.ts'
import { hashesFrom, tilesFor } from '../../core/transparency-log/tiles/tile-hashes.ts'
import { tilePath } from '../../core/transparency-log/tiles/tile.ts'
import { TransparencyLogError } from './errors.ts'
import type { TransparencyLogStore } from './port.ts'

type Files = Pick<TransparencyLogStore, 'file'>

/** Hashes of ranges of the tree of `size` leaves, from the log's tiles. Throws TransparencyLogError `lost` where one is not there. */
async function hashesOfRanges(store: Files, ranges: readonly Range[], size: number): Promise<readonly Buffer[]> {
  const tiles = new Map<string, Buffer>()
  for (const tile of tilesFor(ranges, size)) {
    const path = tilePath(tile)
    const bytes = await store.file(path)
    if (bytes === undefined)
      throw new TransparencyLogError('lost', `The transparency log lacks ${path}, which ${String(size)} leaves have.`)
    tiles.set(path, bytes)
  }
  const hashAt = hashesFrom((tile) => tiles.get(tilePath(tile)), size)
  return ranges.map((range) => rangeHash(range, hashAt))
}

/** The hashes that prove that leaf `index` is in the tree of the first `size` leaves, its sibling first. Throws a RangeError for a leaf that it has not. */
export const inclusionProof = (store: Files, index: number, size: number): Promise<readonly Buffer[]> =>
  hashesOfRanges(store, inclusionRanges(index, size), size)

/** The hashes that prove that the tree of `first` leaves is the beginning of that of `second`. Throws a RangeError when `first` is greater. */
export const consistencyProof = (store: Files, first: number, second: number): Promise<readonly Buffer[]> =>
  hashesOfRanges(store, consistencyRanges(first, second), second)

/** The root of the tree of the first `size` leaves. */
export async function rootOf(store: Files, size: number): Promise<Buffer> {
  const [root] = await hashesOfRanges(store, [{ start: 0, end: size }], size)
  if (root === undefined) throw new RangeError('A tree has a root')
  return root
}
