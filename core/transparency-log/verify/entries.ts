import { EMPTY_EDGE, extendLog, rootOfEdge, type LogEdge } from '../log-edge.ts'
import { leafHash } from '../merkle/hash.ts'
import { bundlesOf, entriesPath, TILE_WIDTH, tilePath } from '../tiles/tile.ts'
import type { LogFault } from './fault.ts'
import { isFault, readEntries, type ReadLogFile } from './files.ts'

/** The rows of tiles that are known to be those that the checkpoint is over, by path. */
export type Rows = ReadonlyMap<string, readonly Buffer[]>

/** What the entries alone come to. */
export interface FromEntries {
  /** Bundles that are missing or malformed; records that stand twice. */
  readonly faults: readonly LogFault[]
  /** The root, and each tile's bytes by path; undefined where a bundle is missing or malformed. */
  readonly tree: { readonly root: Buffer; readonly tiles: ReadonlyMap<string, Buffer> } | undefined
}

/** Makes the tree anew from the entries. */
export function fromEntries(read: ReadLogFile, size: number): FromEntries {
  const faults: LogFault[] = []
  const [tiles, seen] = [new Map<string, Buffer>(), new Map<string, number>()]
  let edge: LogEdge | undefined = EMPTY_EDGE
  for (const place of bundlesOf(size)) {
    const entries = readEntries(read, place)
    if (isFault(entries)) {
      faults.push(entries)
      edge = undefined
      continue
    }
    for (const [at, entry] of entries.entries()) {
      const [leaf, hash] = [place.index * TILE_WIDTH + at, leafHash(entry).toString('latin1')]
      const first = seen.get(hash)
      if (first === undefined) seen.set(hash, leaf)
      else faults.push({ code: 'leaf-repeated', path: entriesPath(place), leaf, first })
    }
    if (edge === undefined) continue
    const extended = extendLog(edge, entries)
    edge = extended.edge
    for (const { path, bytes } of extended.files) tiles.set(path, bytes)
  }
  return { faults, tree: edge === undefined ? undefined : { root: rootOfEdge(edge), tiles } }
}

/** The first leaf whose entry is not the one that its tile of level 0 has the hash of. Tiles and bundles that are not there say nothing. */
export function firstDenied(read: ReadLogFile, size: number, rows: Rows): { readonly path: string; readonly leaf: number } | undefined {
  for (const place of bundlesOf(size)) {
    const [row, entries] = [rows.get(tilePath({ level: 0, ...place })), readEntries(read, place)]
    if (row === undefined || isFault(entries)) continue
    const at = entries.findIndex((entry, index) => row[index]?.equals(leafHash(entry)) !== true)
    if (at >= 0) return { path: entriesPath(place), leaf: place.index * TILE_WIDTH + at }
  }
  return undefined
}
