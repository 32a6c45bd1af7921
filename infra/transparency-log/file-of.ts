import { HASH_BYTES } from '../../core/transparency-log/merkle/hash.ts'
import { entryBundle } from '../../core/transparency-log/tiles/entry-bundle.ts'
import { parseTilePath, TILE_WIDTH, type Place, type Tile } from '../../core/transparency-log/tiles/tile.ts'

/** What a store looks up for a file. */
export interface FileParts {
  /** The hashes of a tile, as many as there are; undefined where there is none. */
  readonly tile: (tile: Pick<Tile, 'level' | 'index'>) => Promise<Uint8Array | undefined>
  /** Entries in order, `count` from `start` on, or those that there are. */
  readonly entries: (start: number, count: number) => Promise<readonly Uint8Array[]>
}

/** Tile and index of a tile's path. Throws a RangeError for a path that is none. */
export function tileAt(path: string): Tile {
  const place = parseTilePath(path)
  if (place?.level === undefined) throw new RangeError('No path of a tile')
  return { ...place, level: place.level }
}

async function bundleOf({ index, width }: Place, { entries }: FileParts): Promise<Buffer | undefined> {
  const found = await entries(index * TILE_WIDTH, width)
  return found.length === width ? entryBundle(found) : undefined
}

/** A file of the log from what the store has of it; undefined where the log does not go so far, or has no such path. */
export async function fileOf(path: string, parts: FileParts): Promise<Buffer | undefined> {
  const place = parseTilePath(path)
  if (place === undefined) return undefined
  if (place.level === undefined) return bundleOf(place, parts)
  const bytes = await parts.tile({ level: place.level, index: place.index })
  const length = place.width * HASH_BYTES
  return bytes === undefined || bytes.length < length ? undefined : Buffer.from(bytes.subarray(0, length))
}
