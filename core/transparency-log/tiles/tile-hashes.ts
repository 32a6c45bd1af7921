import { HASH_BYTES, nodeHash } from '../merkle/hash.ts'
import { subtreesOf, type HashAt, type Range, type Subtree } from '../merkle/range.ts'
import { TILE_WIDTH, tilePath, widthAt, type Tile } from './tile.ts'

/** A tile has 2^8 hashes. */
const TILE_LEVELS = 8
const MISSING = Buffer.alloc(0)

/** The hashes of a tile's bytes; undefined where they are not `width` hashes. */
export function hashesOf(bytes: Uint8Array, width: number): readonly Buffer[] | undefined {
  if (bytes.length !== width * HASH_BYTES) return undefined
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: width }, (_, at) => source.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))
}

/** Hash of the complete subtree over hashes that are the leaves of a tree: of `row`, `count` from `start` on. Throws a RangeError where there are fewer. */
export function hashInRow(row: readonly Buffer[], start: number, count: number): Buffer {
  if (row.length < start + count) throw new RangeError('The row has no such hashes')
  let level = row.slice(start, start + count)
  for (let width = count; width > 1; width /= 2) {
    const above: Buffer[] = []
    for (let at = 0; at < level.length; at += 2) above.push(nodeHash(level[at] ?? MISSING, level[at + 1] ?? MISSING))
    level = above
  }
  const [hash] = level
  if (hash === undefined) throw new RangeError('The row has no such hashes')
  return hash
}

/** Where in which tile of the tree of `size` leaves the hashes are of which a subtree's hash is made. */
function placeOf({ level, index }: Subtree, size: number): { readonly tile: Tile; readonly start: number; readonly count: number } {
  const tileLevel = Math.floor(level / TILE_LEVELS)
  const count = 2 ** (level % TILE_LEVELS)
  const tileIndex = Math.floor((index * count) / TILE_WIDTH)
  return {
    tile: { level: tileLevel, index: tileIndex, width: widthAt(size, tileLevel, tileIndex) },
    start: (index * count) % TILE_WIDTH,
    count,
  }
}

/** The tiles of the tree of `size` leaves that the hashes of these ranges follow from, each once. Load them, then ask `hashesFrom`. */
export function tilesFor(ranges: readonly Range[], size: number): readonly Tile[] {
  const found = new Map<string, Tile>()
  for (const subtree of ranges.flatMap(subtreesOf)) {
    const { tile } = placeOf(subtree, size)
    found.set(tilePath(tile), tile)
  }
  return [...found.values()]
}

/** Looks hashes up in the tiles of the tree of `size` leaves. Throws a RangeError where a tile is not there, or is not of its width. */
export function hashesFrom(read: (tile: Tile) => Uint8Array | undefined, size: number): HashAt {
  const rows = new Map<string, readonly Buffer[]>()
  return (subtree) => {
    const { tile, start, count } = placeOf(subtree, size)
    const path = tilePath(tile)
    const known = rows.get(path)
    if (known !== undefined) return hashInRow(known, start, count)
    const bytes = read(tile)
    const row = bytes === undefined ? undefined : hashesOf(bytes, tile.width)
    if (row === undefined) throw new RangeError(`No hashes at ${path}`)
    rows.set(path, row)
    return hashInRow(row, start, count)
  }
}
