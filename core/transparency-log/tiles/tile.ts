/** Hashes, or entries, of a full tile. */
export const TILE_WIDTH = 256

/** Which hashes, or entries, a file of the log has: the `index`-th 256 of its level, of which `width` are there. */
export interface Place {
  readonly index: number
  /** 1 to 256; less than 256 is partial. */
  readonly width: number
}

/** A tile of hashes. Those of level 0 are of leaves; each of a higher level is the root of a full tile below. */
export interface Tile extends Place {
  readonly level: number
}

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/
const HIGHEST_LEVEL = 63

/** `x001/x234/067` of 1234067, with `.p/` and its width where it is partial. */
function placePath({ index, width }: Place): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? []
  const name = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  return width === TILE_WIDTH ? name : `${name}.p/${String(width)}`
}

/** Where C2SP tlog-tiles has a tile, below the log's prefix. */
export const tilePath = (tile: Tile): string => `tile/${String(tile.level)}/${placePath(tile)}`

/** Where C2SP tlog-tiles has a bundle of entries, below the log's prefix. */
export const entriesPath = (place: Place): string => `tile/entries/${placePath(place)}`

/** What a path of the log names; `level` is undefined of entries. Undefined for any path that is not spelt as these are. */
export function parseTilePath(path: string): (Place & { readonly level: number | undefined }) | undefined {
  const [, kind, name, partial] = PATH.exec(path) ?? []
  if (kind === undefined || name === undefined) return undefined
  const index = Number(name.replaceAll(/[x/]/g, ''))
  const width = partial === undefined ? TILE_WIDTH : Number(partial)
  if (!Number.isSafeInteger(index) || width > TILE_WIDTH) return undefined
  const level = kind === 'entries' ? undefined : Number(kind)
  if (level !== undefined && level > HIGHEST_LEVEL) return undefined
  const place = { index, width }
  return (level === undefined ? entriesPath(place) : tilePath({ level, ...place })) === path ? { level, ...place } : undefined
}

/** Of the hashes that a tree of `size` leaves has on a level, those of the `index`-th tile: 0 (no such tile) to 256. */
export const widthAt = (size: number, level: number, index: number): number =>
  Math.max(0, Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH))

/** The bundles of entries of a log of that size, in order. */
export function* bundlesOf(size: number): Generator<Place> {
  for (let index = 0; index * TILE_WIDTH < size; index += 1) yield { index, width: widthAt(size, 0, index) }
}

/** The tiles of a tree of that size, level by level. */
export function* tilesOf(size: number): Generator<Tile> {
  for (let level = 0; TILE_WIDTH ** level <= size; level += 1)
    for (let index = 0, width = widthAt(size, level, 0); width > 0; index += 1, width = widthAt(size, level, index))
      yield { level, index, width }
}
