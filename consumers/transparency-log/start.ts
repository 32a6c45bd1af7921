import type { LogEdge } from '../../core/transparency-log/log-edge.ts'
import type { Batch, Consumer, EventLog } from '../../infra/event-log/port.ts'
import { ACCESS_LOG } from '../../infra/event-log/topics.ts'
import { noCrash, type CrashPoint } from '../../infra/faults/crash-point.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { TransparencyLogStore } from '../../infra/transparency-log/port.ts'
import { logSigner } from '../../infra/transparency-log/signing-key.ts'
import type { Vault } from '../../infra/vault/port.ts'
import { createBatchSize } from '../batch-size.ts'
import { gathering } from '../gather.ts'
import { startPatiently } from '../patiently.ts'
import { createPutAside } from '../put-aside.ts'
import { beginLog, isSettled } from './begin.ts'
import { takeLeaves } from './leaves.ts'
import { readLeaves } from './read-leaves.ts'
import { createSigning, type Signing } from './signing.ts'
import { untilRoom } from './until-room.ts'

/** Consumer name and group. */
export const TRANSPARENCY_LOG_CONSUMER = 'transparency-log'

export interface TransparencyLogDeps {
  readonly log: EventLog
  readonly transparencyLog: TransparencyLogStore
  /** Name of the log: the first line of its checkpoints, and the name of its key. */
  readonly logOrigin: string
  readonly vault: Pick<Vault, 'secret'>
  readonly registry: SchemaRegistry
  readonly logger: Log
  /** Least leaves of a checkpoint that is signed: what witnesses have seen. Default: any. */
  readonly leastSize?: number
  /** Told after a checkpoint was signed and kept. */
  readonly signed?: () => void
  /** Points: transparency-log-before-commit, -after-commit, -before-sign, -after-sign. */
  readonly crashPoint?: CrashPoint
  /** Least time between two checkpoints (ms). Default: a second. */
  readonly signEveryMs?: number
}

const MOST_RECORDS = 1_000
const SIGN_EVERY_MS = 1_000
/** After a batch that was not full: what comes meanwhile shares one sync (ms). */
const GATHER_MS = 100

/** A signing that passes its crash points. */
function signingOf(
  deps: TransparencyLogDeps,
  signer: Awaited<ReturnType<typeof logSigner>>,
  signedSize: number,
  write: ReturnType<typeof untilRoom>,
): Signing {
  const { transparencyLog, crashPoint = noCrash, signed, signEveryMs = SIGN_EVERY_MS } = deps
  return createSigning({
    store: {
      sign: async (checkpoint) => {
        crashPoint('transparency-log-before-sign')
        await transparencyLog.sign(checkpoint)
        crashPoint('transparency-log-after-sign')
      },
    },
    signer,
    signedSize,
    everyMs: signEveryMs,
    signed: () => signed?.(),
    untilRoom: write,
  })
}

async function run(deps: TransparencyLogDeps): Promise<Consumer> {
  const { log, transparencyLog: store, vault, registry, logger, logOrigin, leastSize = 0, crashPoint = noCrash } = deps
  const codec = createRecordCodec(registry)
  const signer = await logSigner(vault, logOrigin)
  const begin = () => beginLog({ store, log, codec, key: signer.key })
  let { edge, position, debt } = await begin()
  const stopping = new AbortController()
  const write = untilRoom(logger, stopping.signal)
  const putAside = createPutAside(logger, TRANSPARENCY_LOG_CONSUMER)
  const size = createBatchSize(MOST_RECORDS, { shared: false })
  const signing = signingOf(deps, signer, (await store.signed())?.size ?? 0, write)
  const grown = (now: LogEdge): void => {
    if (debt === undefined && now.size >= leastSize) signing.grown(now)
  }
  const take = async (batches: readonly Batch[]): Promise<void> => {
    const records = batches.flatMap((batch) => batch.records)
    const leaves = await readLeaves(codec, records, putAside)
    const step = takeLeaves(edge, leaves, await store.indexesOf(leaves.map(({ hash }) => hash)))
    const to = { size: step.edge.size, offset: (records.at(-1)?.offset ?? position.offset - 1) + 1 }
    crashPoint('transparency-log-before-commit')
    await write(() => store.extend({ from: position, to, leaves: step.leaves, tiles: step.tiles }))
    crashPoint('transparency-log-after-commit')
    edge = step.edge
    position = to
    if (debt !== undefined && (await isSettled(store, debt, position))) debt = undefined
    grown(edge)
  }
  grown(edge)
  const consumer = await log.consume({
    group: TRANSPARENCY_LOG_CONSUMER,
    topics: [ACCESS_LOG],
    position: async () => {
      // Another member may have gone on meanwhile.
      ;({ edge, position, debt } = await begin())
      return position.offset
    },
    handle: gathering({ size, gatherMs: GATHER_MS, signal: stopping.signal }, take),
    maxRecords: size.next,
  })
  return {
    ...consumer,
    done: Promise.race([consumer.done, signing.failed]),
    stop: async () => {
      stopping.abort()
      await consumer.stop()
      await signing.stop()
    },
  }
}

/**
 * Starts the consumer that takes access.log into the transparency log and signs its checkpoints: one member at a time, for access.log has one partition; a second
 * writer is fenced by where the log stands. Waits for the registry where it is away. Throws TransparencyLogError where the log cannot go on.
 */
export const startTransparencyLog = (given: TransparencyLogDeps): Promise<Consumer> => startPatiently(given, run)
