import { edgeFiles, edgeFrom, type LogEdge } from '../../core/transparency-log/log-edge.ts'
import { areEqual, leafHash } from '../../core/transparency-log/merkle/hash.ts'
import { entriesPath, tilePath } from '../../core/transparency-log/tiles/tile.ts'
import { TransparencyLogError } from './errors.ts'
import type { TransparencyLogStore } from './port.ts'

const PUT_BACK = 'Put the newest copy of the transparency log back (docs/how-to/prove-a-read.md), then start again.'

/** Whether each entry of the partial bundle is the leaf that the tile has. */
const entriesFit = ({ rows: [leaves = []], entries }: LogEdge): boolean =>
  entries.length === leaves.length && entries.every((entry, at) => areEqual(leafHash(entry), leaves[at] ?? Buffer.alloc(0)))

/** The edge of the log at a size, from its files. Throws TransparencyLogError `lost` or `altered`. */
export async function readEdge(store: Pick<TransparencyLogStore, 'file'>, size: number): Promise<LogEdge> {
  const { tiles, bundle } = edgeFiles(size)
  const files = new Map<string, Buffer>()
  for (const path of [...tiles.map(tilePath), ...(bundle === undefined ? [] : [entriesPath(bundle)])]) {
    const bytes = await store.file(path)
    if (bytes === undefined) throw new TransparencyLogError('lost', `The transparency log lacks ${path}. ${PUT_BACK}`)
    files.set(path, bytes)
  }
  const edge = edgeFrom(size, (path) => files.get(path))
  if (edge === undefined || !entriesFit(edge))
    throw new TransparencyLogError('altered', `The newest files of the transparency log do not fit each other. ${PUT_BACK}`)
  return edge
}
