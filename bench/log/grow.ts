import { generateKeyPairSync } from 'node:crypto'
import { leafOfEntry, takeLeaves } from '../../consumers/transparency-log/leaves.ts'
import { EMPTY_EDGE, rootOfEdge } from '../../core/transparency-log/log-edge.ts'
import { signCheckpoint } from '../../core/transparency-log/notes/checkpoint.ts'
import { noteSigner } from '../../core/transparency-log/notes/signed-note.ts'
import { openSqliteTransparencyLog } from '../../infra/transparency-log/sqlite/store.ts'
import { batchesOf } from './entries.ts'

const ORIGIN = 'log.example/bench'
const signer = noteSigner(ORIGIN, 'note', generateKeyPairSync('ed25519').privateKey)

/** Takes entries into an empty log in a folder, as the consumer does, and signs a checkpoint of them; resolves with the milliseconds that it took. */
export async function growLog(folder: string, entries: readonly Buffer[]): Promise<number> {
  const store = await openSqliteTransparencyLog(folder)
  try {
    const began = performance.now()
    let edge = EMPTY_EDGE
    for (const batch of batchesOf(entries)) {
      const leaves = batch.map(leafOfEntry)
      const step = takeLeaves(edge, leaves, await store.indexesOf(leaves.map(({ hash }) => hash)))
      const [from, to] = [edge.size, step.edge.size].map((size) => ({ size, offset: size }))
      if (from === undefined || to === undefined) throw new RangeError('A step has two ends')
      await store.extend({ from, to, leaves: step.leaves, tiles: step.tiles })
      edge = step.edge
    }
    const note = signCheckpoint({ origin: ORIGIN, size: edge.size, root: rootOfEdge(edge), extensions: [] }, signer, 0)
    await store.sign({ size: edge.size, note })
    return performance.now() - began
  } finally {
    await store.close()
  }
}
