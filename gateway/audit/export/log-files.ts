import { TILE_WIDTH, bundlesOf, entriesPath, tilePath, tilesOf, type Tile } from '../../../core/transparency-log/tiles/tile.ts'
import { tileOfLeaf } from '../../../core/transparency-log/verify/selection.ts'
import type { BundleSink } from '../../../core/evidence/sink.ts'
import type { TransparencyLogStore } from '../../../infra/transparency-log/port.ts'
import { ExportRefused } from './refused.ts'

/** The files of a log that a bundle needs: all tiles and entries of a whole log, else all tiles but full ones of level 0 that no leaf is of. `leaves`: undefined of the whole log. */
export function logFilesOf(size: number, leaves: ReadonlySet<number> | undefined): readonly string[] {
  if (leaves === undefined) return [...[...tilesOf(size)].map(tilePath), ...[...bundlesOf(size)].map(entriesPath)]
  const needed = new Set([...leaves].map((leaf) => tilePath(tileOfLeaf(leaf, size))))
  const isNeeded = (tile: Tile): boolean => tile.level > 0 || tile.width < TILE_WIDTH || needed.has(tilePath(tile))
  return [...tilesOf(size)].filter(isNeeded).map(tilePath)
}

/** Copies files of the log into a bundle. Throws ExportRefused `log-not-whole`. */
export async function copyLogFiles(
  { file }: Pick<TransparencyLogStore, 'file'>,
  sink: BundleSink,
  paths: readonly string[],
): Promise<void> {
  for (const path of paths) {
    const bytes = await file(path)
    if (bytes === undefined) throw new ExportRefused('log-not-whole')
    await sink.append(path, bytes)
  }
}
