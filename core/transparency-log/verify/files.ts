import { parseEntryBundle } from '../tiles/entry-bundle.ts'
import { entriesPath, TILE_WIDTH, tilePath, type Place, type Tile } from '../tiles/tile.ts'
import { hashesOf } from '../tiles/tile-hashes.ts'
import type { LogFault } from './fault.ts'

/** Looks a file of the log up by its path below the log's prefix; undefined where it is not there. */
export type ReadLogFile = (path: string) => Uint8Array | undefined

/** Whether reading gave what is wrong, and not what was asked for. */
export const isFault = (value: readonly Buffer[] | LogFault): value is LogFault => 'code' in value

/** The bytes of a partial file, or of the full one that has taken its place since. */
const partialOrFull = (read: ReadLogFile, path: (width: number) => string, width: number): Uint8Array | undefined =>
  read(path(width)) ?? (width < TILE_WIDTH ? read(path(TILE_WIDTH)) : undefined)

/** The first `width` of what a file holds, which may be the full one. */
function firstOf(found: readonly Buffer[] | undefined, width: number, path: string): readonly Buffer[] | LogFault {
  const isWhole = found?.length === width || found?.length === TILE_WIDTH
  return found === undefined || !isWhole ? { code: 'file-malformed', path } : found.slice(0, width)
}

/** The entries of a bundle. */
export function readEntries(read: ReadLogFile, { index, width }: Place): readonly Buffer[] | LogFault {
  const path = entriesPath({ index, width })
  const bytes = partialOrFull(read, (one) => entriesPath({ index, width: one }), width)
  return bytes === undefined ? { code: 'file-missing', path } : firstOf(parseEntryBundle(bytes), width, path)
}

/** The hashes of a tile. */
export function readHashes(read: ReadLogFile, tile: Tile): readonly Buffer[] | LogFault {
  const path = tilePath(tile)
  const bytes = partialOrFull(read, (width) => tilePath({ ...tile, width }), tile.width)
  return bytes === undefined
    ? { code: 'file-missing', path }
    : firstOf(hashesOf(bytes, tile.width) ?? hashesOf(bytes, TILE_WIDTH), tile.width, path)
}
