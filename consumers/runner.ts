import type { Consumer, EventLog } from '../infra/event-log/port.ts'
import { createBatchSize } from './batch-size.ts'
import { gathering } from './gather.ts'
import { createProjection, type ProjectionDeps } from './projection.ts'

export interface RunnerDeps<Prepared> extends ProjectionDeps<Prepared> {
  readonly log: EventLog
  readonly topics: readonly string[]
  /** Most records of one transaction. Default 1,000: fewer where they take longer than others should wait. */
  readonly maxRecords?: number
  /** After a batch that was not full: what comes meanwhile shares one transaction (ms). What comes after a rest is taken at once. Default 0. */
  readonly gatherMs?: number
}

const DEFAULT_MAX_RECORDS = 1_000

/**
 * Runs a projection over its topics from where the read store stands. Its offsets are the read store's, moved in the transaction of the effect,
 * so that each record takes effect once, whatever crashes.
 */
export async function runProjection<Prepared>(deps: RunnerDeps<Prepared>): Promise<Consumer> {
  const { log, topics, consumer: group, maxRecords = DEFAULT_MAX_RECORDS, gatherMs = 0 } = deps
  const size = createBatchSize(maxRecords, { shared: false })
  const projection = createProjection(deps)
  const stopping = new AbortController()
  const consumer = await log.consume({
    group,
    topics,
    position: (topic, partition) => projection.position(topic, partition),
    handle: gathering({ size, gatherMs, signal: stopping.signal }, (batches) => projection.handle(batches)),
    maxRecords: size.next,
  })
  return {
    ...consumer,
    stop: () => {
      stopping.abort()
      return consumer.stop()
    },
  }
}
