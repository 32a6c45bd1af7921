import { extendLog, type LogEdge, type LogFile } from '../../core/transparency-log/log-edge.ts'
import { areEqual } from '../../core/transparency-log/merkle/hash.ts'
import { openCheckpoint, readCheckpoint, type Checkpoint } from '../../core/transparency-log/notes/checkpoint.ts'
import type { EventLog } from '../../infra/event-log/port.ts'
import { ACCESS_LOG } from '../../infra/event-log/topics.ts'
import { createRecordCodec, type RecordCodec } from '../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import { TransparencyLogError } from '../../infra/transparency-log/errors.ts'
import type { NewLeaf, SignedCheckpoint, TransparencyLogStore } from '../../infra/transparency-log/port.ts'
import { rootOf } from '../../infra/transparency-log/proofs.ts'
import { logSigner } from '../../infra/transparency-log/signing-key.ts'
import type { Vault } from '../../infra/vault/port.ts'
import type { Finding } from '../finding.ts'
import { readChunks } from '../read-records.ts'
import { edgeAtStart } from './beginning.ts'
import { readLeaves } from './read-leaves.ts'

export interface VerifyLogDeps {
  readonly log: EventLog
  readonly transparencyLog: TransparencyLogStore
  readonly vault: Pick<Vault, 'secret'>
  readonly registry: SchemaRegistry
}

const finding = (code: Finding['code'], where: Partial<Finding> = {}): Finding => ({
  code,
  in: 'transparency-log',
  topic: ACCESS_LOG,
  ...where,
})

/** Those of a chunk's leaves that come next: without those that have a place before them. */
function nextOf(leaves: readonly NewLeaf[], size: number, placed: ReadonlyMap<string, number>): readonly NewLeaf[] {
  const fresh = new Map<string, NewLeaf>()
  for (const leaf of leaves) {
    const key = leaf.hash.toString('hex')
    if ((placed.get(key) ?? size) >= size && !fresh.has(key)) fresh.set(key, leaf)
  }
  return [...fresh.values()]
}

/** The first of these files that the log has otherwise. */
async function firstOther(store: TransparencyLogStore, files: readonly LogFile[]): Promise<string | undefined> {
  for (const { path, bytes } of files) {
    const kept = await store.file(path)
    if (kept === undefined || !areEqual(kept, bytes)) return path
  }
  return undefined
}

/** Makes the log's files again from access.log, up to where it was taken, and compares them with those that are there. */
async function verifyFiles(store: TransparencyLogStore, log: EventLog, codec: RecordCodec): Promise<Finding | undefined> {
  const { size, offset } = await store.position()
  const [range] = await log.ranges(ACCESS_LOG)
  if ((range?.end ?? 0) < offset) return finding('leaf-extra', { offset: range?.end ?? 0 })
  const start = range?.start ?? 0
  let edge: LogEdge | undefined
  for await (const records of readChunks(log, ACCESS_LOG, 0, start, offset)) {
    const leaves = await readLeaves(codec, records, () => undefined)
    edge ??= await edgeAtStart(store, start, leaves)
    const next = nextOf(leaves, edge.size, await store.indexesOf(leaves.map(({ hash }) => hash)))
    const extended = extendLog(
      edge,
      next.map(({ entry }) => entry),
    )
    const file = await firstOther(store, extended.files)
    if (file !== undefined) return finding('leaf-altered', { file, sequence: edge.size, offset: records[0]?.offset ?? 0 })
    edge = extended.edge
  }
  const made = edge?.size ?? 0
  return made === size || (edge === undefined && start > 0) ? undefined : finding('leaf-extra', { sequence: made })
}

/** Whether a checkpoint is of the tree that is there. */
async function fitsTree(store: TransparencyLogStore, { size, root }: Checkpoint): Promise<boolean> {
  try {
    return areEqual(await rootOf(store, size), root)
  } catch (error) {
    if (error instanceof TransparencyLogError) return false
    throw error
  }
}

/** What is wrong with a checkpoint that is kept: its signature by the log's own key, or its tree. */
async function verifyCheckpoint({ transparencyLog: store, vault }: VerifyLogDeps, { note }: SignedCheckpoint): Promise<readonly Finding[]> {
  const bytes = Buffer.from(note, 'utf8')
  const read = readCheckpoint(bytes)
  const opened = read === undefined ? 'malformed' : openCheckpoint(bytes, [(await logSigner(vault, read.origin)).key])
  if (typeof opened === 'string') return [finding('checkpoint-altered')]
  return (await fitsTree(store, opened.checkpoint)) ? [] : [finding('checkpoint-altered', { sequence: opened.checkpoint.size })]
}

/** The checkpoints that are kept; `checkpoint-altered` where one cannot be read. */
async function checkpoints(store: TransparencyLogStore): Promise<readonly SignedCheckpoint[] | 'altered'> {
  try {
    return [await store.signed(), await store.cosigned()].flatMap((one) => one ?? [])
  } catch (error) {
    if (error instanceof TransparencyLogError && error.code === 'altered') return 'altered'
    throw error
  }
}

/**
 * Compares the transparency log with access.log, record by record and byte by byte, and its checkpoints with its tree and its key. Both may go on meanwhile. Of
 * several files that differ the first is told.
 */
export async function verifyTransparencyLog(deps: VerifyLogDeps): Promise<readonly Finding[]> {
  const { transparencyLog: store, log, registry } = deps
  const kept = await checkpoints(store)
  const files = await verifyFiles(store, log, createRecordCodec(registry))
  const ofCheckpoints =
    kept === 'altered' ? [finding('checkpoint-altered')] : (await Promise.all(kept.map((one) => verifyCheckpoint(deps, one)))).flat()
  return [...(files === undefined ? [] : [files]), ...ofCheckpoints]
}
