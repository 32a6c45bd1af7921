import { joined, subtreesOf } from '../merkle/range.ts'
import { TILE_WIDTH, tilePath, tilesOf, widthAt, type Tile } from '../tiles/tile.ts'
import { hashInRow } from '../tiles/tile-hashes.ts'
import type { LogFault } from './fault.ts'
import type { Rows } from './entries.ts'
import { isFault, readHashes, type ReadLogFile } from './files.ts'

/** What the stored tiles come to, from the checkpoint's root down. */
export interface FromTiles {
  /** Tiles that are missing or malformed; below those that hold, tiles that do not. */
  readonly faults: readonly LogFault[]
  /** Whether the partial tiles make the root. Where they do not, no tile can be held to anything. */
  readonly holds: boolean
  /** Tiles that hold; all that could be read where the root does not. */
  readonly rows: Rows
}

/** Holds tiles to a root: the partial ones together make it, and each full one is under a hash of the tile above it. */
export function fromTiles(read: ReadLogFile, size: number, root: Buffer): FromTiles {
  const found = new Map<string, { readonly tile: Tile; readonly row: readonly Buffer[] }>()
  const faults: LogFault[] = []
  const tiles = [...tilesOf(size)].sort((one, other) => other.level - one.level || one.index - other.index)
  for (const tile of tiles) {
    const row = readHashes(read, tile)
    if (isFault(row)) faults.push(row)
    else found.set(tilePath(tile), { tile, row })
  }
  // Of the highest level first: they are the tree's complete subtrees from left to right.
  const partial = [...found.values()].filter(({ tile }) => tile.width < TILE_WIDTH)
  const subtrees = partial.flatMap(({ row }) =>
    subtreesOf({ start: 0, end: row.length }).map(({ level, index }) => hashInRow(row, index * 2 ** level, 2 ** level)),
  )
  const rows = new Map([...found].map(([path, { row }]) => [path, row]))
  if (!joined(subtrees).equals(root)) return { faults, holds: false, rows }
  for (const [path, { tile, row }] of found) {
    if (tile.width < TILE_WIDTH) continue
    const above = rows.get(tilePath(tileAbove(tile, size)))
    if (above?.[tile.index % TILE_WIDTH]?.equals(hashInRow(row, 0, TILE_WIDTH)) === true) continue
    rows.delete(path)
    // Under a tile that does not hold nothing can be told.
    if (above !== undefined) faults.push({ code: 'tile-differs', path })
  }
  return { faults, holds: true, rows }
}

function tileAbove({ level, index }: Tile, size: number): Tile {
  const above = { level: level + 1, index: Math.floor(index / TILE_WIDTH) }
  return { ...above, width: widthAt(size, above.level, above.index) }
}

/** The stored tiles that are not those that the entries make. */
export const unlike = (read: ReadLogFile, size: number, made: ReadonlyMap<string, Buffer>): readonly LogFault[] =>
  [...tilesOf(size)].flatMap((tile): readonly LogFault[] => {
    const [path, row] = [tilePath(tile), readHashes(read, tile)]
    if (isFault(row)) return [row]
    return made.get(path)?.equals(Buffer.concat(row)) === true ? [] : [{ code: 'tile-differs', path }]
  })
