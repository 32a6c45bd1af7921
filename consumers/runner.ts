import type { Consumer, EventLog } from '../infra/event-log/port.ts'
import { createBatchSize } from './batch-size.ts'
import { createProjection, type ProjectionDeps } from './projection.ts'

export interface RunnerDeps<Prepared> extends ProjectionDeps<Prepared> {
  readonly log: EventLog
  readonly topics: readonly string[]
  /** Most records of one transaction. Default 1,000: fewer where they take longer than others should wait. */
  readonly maxRecords?: number
}

const DEFAULT_MAX_RECORDS = 1_000

/**
 * Runs a projection over its topics from where the read store stands. Its offsets are the read store's, moved in the transaction of the effect,
 * so that each record takes effect once, whatever crashes.
 */
export function runProjection<Prepared>(deps: RunnerDeps<Prepared>): Promise<Consumer> {
  const { log, topics, consumer, maxRecords = DEFAULT_MAX_RECORDS } = deps
  const size = createBatchSize(maxRecords, { shared: false })
  const projection = createProjection(deps)
  return log.consume({
    group: consumer,
    topics,
    position: (topic, partition) => projection.position(topic, partition),
    handle: (batches) => size.measure(batches, () => projection.handle(batches)),
    maxRecords: size.next,
  })
}
