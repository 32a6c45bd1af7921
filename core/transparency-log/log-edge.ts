import { leafHash } from './merkle/hash.ts'
import { joined, subtreesOf } from './merkle/range.ts'
import { entryBundle, LONGEST_ENTRY, parseEntryBundle } from './tiles/entry-bundle.ts'
import { entriesPath, TILE_WIDTH, tilePath, widthAt, type Place, type Tile } from './tiles/tile.ts'
import { hashesOf, hashInRow } from './tiles/tile-hashes.ts'

/** All that appending needs of a log: what its partial tiles and its partial bundle hold. */
export interface LogEdge {
  /** Leaves of the log. */
  readonly size: number
  /** Of each level, from the leaves up: the hashes of its partial tile, 0 to 255. */
  readonly rows: readonly (readonly Buffer[])[]
  /** Entries of the partial bundle, 0 to 255. */
  readonly entries: readonly Uint8Array[]
}

/** A file of the log. It never changes; a partial one may go when the full one is there. */
export interface LogFile {
  /** Below the log's prefix, as C2SP tlog-tiles has it. */
  readonly path: string
  readonly bytes: Buffer
}

/** The edge of a log without leaves. */
export const EMPTY_EDGE: LogEdge = { size: 0, rows: [], entries: [] }

const tileFile = (tile: Tile, row: readonly Buffer[]): LogFile => ({ path: tilePath(tile), bytes: Buffer.concat(row) })

/** An entry with its leaf hash. */
export interface HashedEntry {
  readonly hash: Buffer
  readonly entry: Uint8Array
}

/** The log with more entries, in order, whose hashes are at hand: its edge, and the tiles of hashes that are new. Throws a RangeError for an entry over 65,535 bytes. */
export function extendTree(edge: LogEdge, more: readonly HashedEntry[]): { readonly edge: LogEdge; readonly tiles: readonly LogFile[] } {
  if (more.some(({ entry }) => entry.length > LONGEST_ENTRY)) throw new RangeError('An entry has at most 65,535 bytes')
  const rows = edge.rows.map((row) => [...row])
  const tiles: LogFile[] = []
  const put = (level: number, hash: Buffer, sizeAfter: number): void => {
    const row = (rows[level] ??= [])
    row.push(hash)
    if (row.length < TILE_WIDTH) return
    tiles.push(tileFile({ level, index: Math.floor(sizeAfter / TILE_WIDTH ** (level + 1)) - 1, width: TILE_WIDTH }, row))
    rows[level] = []
    put(level + 1, hashInRow(row, 0, TILE_WIDTH), sizeAfter)
  }
  for (const [at, { hash }] of more.entries()) put(0, hash, edge.size + at + 1)
  const size = edge.size + more.length
  const entries = [...edge.entries, ...more.map(({ entry }) => entry)]
  const grown = { size, rows, entries: entries.slice(entries.length - (size % TILE_WIDTH)) }
  if (more.length > 0) tiles.push(...partialTiles(grown, edge.size))
  return { edge: grown, tiles }
}

/**
 * The log with more entries, in order: its edge, and the files that are new. Write the files, durably, before anything is signed over them. Throws
 * a RangeError for an entry over 65,535 bytes.
 */
export function extendLog(edge: LogEdge, more: readonly Uint8Array[]): { readonly edge: LogEdge; readonly files: readonly LogFile[] } {
  const grown = extendTree(
    edge,
    more.map((entry) => ({ entry, hash: leafHash(entry) })),
  )
  return { edge: grown.edge, files: [...(more.length === 0 ? [] : newBundles(edge, more)), ...grown.tiles] }
}

/** The bundles of entries that more of them begin or fill. */
function newBundles({ size, entries }: LogEdge, more: readonly Uint8Array[]): readonly LogFile[] {
  const all = [...entries, ...more]
  const first = Math.floor(size / TILE_WIDTH)
  return Array.from({ length: Math.ceil(all.length / TILE_WIDTH) }, (_, at) => {
    const bundle = all.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH)
    return { path: entriesPath({ index: first + at, width: bundle.length }), bytes: entryBundle(bundle) }
  })
}

/** The partial tiles of an edge that the log of `sizeBefore` leaves did not have. */
const partialTiles = ({ size, rows }: LogEdge, sizeBefore: number): readonly LogFile[] =>
  rows.flatMap((row, level) => {
    const span = TILE_WIDTH ** level
    const isAsBefore = Math.floor(size / span) === Math.floor(sizeBefore / span)
    return row.length === 0 || isAsBefore ? [] : [tileFile({ level, index: Math.floor(size / span / TILE_WIDTH), width: row.length }, row)]
  })

/** The root of the log. */
export const rootOfEdge = ({ rows }: LogEdge): Buffer =>
  joined(
    rows
      .toReversed()
      .flatMap((row) =>
        subtreesOf({ start: 0, end: row.length }).map(({ level, index }) => hashInRow(row, index * 2 ** level, 2 ** level)),
      ),
  )

/** The partial tiles, and the partial bundle, of a log of that size: what `edgeFrom` is given. */
export function edgeFiles(size: number): { readonly tiles: readonly Tile[]; readonly bundle: Place | undefined } {
  const tiles: Tile[] = []
  for (let level = 0; TILE_WIDTH ** level <= size; level += 1) {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1))
    const width = widthAt(size, level, index)
    if (width > 0) tiles.push({ level, index, width })
  }
  const width = size % TILE_WIDTH
  return { tiles, bundle: width === 0 ? undefined : { index: Math.floor(size / TILE_WIDTH), width } }
}

/**
 * The edge of a log of that size from its files, after a start. Undefined where one is not there or not of its width: the log is not whole, and
 * whoever has signed a checkpoint of that size must not go on.
 */
export function edgeFrom(size: number, read: (path: string) => Uint8Array | undefined): LogEdge | undefined {
  const { tiles, bundle } = edgeFiles(size)
  const rows: (readonly Buffer[])[] = []
  for (let level = 0; TILE_WIDTH ** level <= size; level += 1) rows.push([])
  for (const tile of tiles) {
    const bytes = read(tilePath(tile))
    const row = bytes === undefined ? undefined : hashesOf(bytes, tile.width)
    if (row === undefined) return undefined
    rows[tile.level] = row
  }
  if (bundle === undefined) return { size, rows, entries: [] }
  const bytes = read(entriesPath(bundle))
  const entries = bytes === undefined ? undefined : parseEntryBundle(bytes)
  return entries?.length === bundle.width ? { size, rows, entries } : undefined
}
