import type { EventLog, PartitionRange } from '../infra/event-log/port.ts'
import { ACCESS_LOG, CASE_EVENTS, CONTROL_EVENTS, LINKS_EVENTS } from '../infra/event-log/topics.ts'
import { nextOffset } from '../infra/read-store/offsets.ts'
import type { ReadStore } from '../infra/read-store/port.ts'
import { CONTROL_CONSUMER, controlStep } from './control/start.ts'
import { ERASURES_CONSUMER, erasuresStep } from './erasures/start.ts'
import { countOf } from './batch-size.ts'
import { catchUpLinks } from './intake/catch-up.ts'
import { LINKS_CONSUMER as LINKS } from './intake/links-store.ts'
import { createProjection, type Projection, type ProjectionDeps } from './projection.ts'
import { readBatches } from './read-records.ts'
import { RECALLS_CONSUMER, recallsStep } from './recalls/start.ts'
import { createSealer } from './sealing/sealer.ts'
import { TIMELINE_CONSUMER, timelineStep, type TimelineDeps } from './timeline/start.ts'

export interface FillDeps extends Pick<TimelineDeps, 'log' | 'store' | 'vault' | 'registry' | 'catalogue' | 'logger'> {
  /** Told of progress: records of timelines taken so far. */
  readonly onProgress?: (records: number) => void
}

/** Where a consumer is to stand in a partition: the next offset that it wants. */
export interface Target {
  readonly consumer: string
  readonly topic: string
  readonly partition: number
  readonly next: number
}

/** Fills a store that nobody else writes to, from the logs alone. */
export interface Fill {
  /**
   * Goes on to where another store stands: each consumer to exactly there. One that stands nowhere yet goes on to the end of its log, and so do the links.
   * Resolves with the number of records taken. Rejects with FillError when a log ends before that.
   */
  to(targets: readonly Target[]): Promise<number>
  /** Records of timelines taken so far. */
  records(): number
  /** Ends the thread that reduces parts. */
  close(): Promise<void>
}

/** A log ends before the store that was made from it: it was cut, or is an older copy. */
export class FillError extends Error {
  readonly code = 'log-ends-early'
  constructor(topic: string) {
    super(
      `${topic} ends before the read store that is served: the log was cut, or is an older copy. The read store is left as it is. Put the newest log back, then rebuild again.`,
    )
    this.name = 'FillError'
  }
}

interface One {
  readonly consumer: string
  readonly topic: string
  readonly projection: Projection
}

const projected = <P>(
  store: ReadStore,
  consumer: string,
  topic: string,
  step: Pick<ProjectionDeps<P>, 'prepare' | 'apply' | 'changesWhatFollows'>,
): One => ({
  consumer,
  topic,
  projection: createProjection({ store, consumer, ...step }),
})

/** Records of one transaction: two such batches are held at once. */
const AT_ONCE = 500

async function fillPartitions(
  log: EventLog,
  { projection, topic }: One,
  ranges: readonly PartitionRange[],
  took: (records: number) => void,
): Promise<void> {
  const next = new Map(ranges.map(({ partition, start }) => [partition, start]))
  await projection.handleAll(readBatches(log, topic, ranges, AT_ONCE), (batches) => {
    for (const { partition, records } of batches) next.set(partition, (records.at(-1)?.offset ?? 0) + 1)
    took(countOf(batches))
  })
  if (ranges.some(({ partition, end }) => (next.get(partition) ?? 0) < end)) throw new FillError(topic)
}

/** Makes what fills a store. Who is who goes before the timelines, as with everybody who serves. */
export async function createFill(deps: FillDeps): Promise<Fill> {
  const { log, store, onProgress } = deps
  const sealer = createSealer(deps.catalogue)
  const all = [
    projected(store, CONTROL_CONSUMER, CONTROL_EVENTS, controlStep(deps)),
    projected(store, TIMELINE_CONSUMER, CASE_EVENTS, timelineStep(deps, sealer)),
    projected(store, ERASURES_CONSUMER, CONTROL_EVENTS, erasuresStep(deps)),
    projected(store, RECALLS_CONSUMER, ACCESS_LOG, await recallsStep(deps)),
  ]
  let ofTimelines = 0
  const fillOne = async (one: One, targets: readonly Target[]): Promise<number> => {
    const { consumer, topic, projection } = one
    const own = targets.filter((target) => target.consumer === consumer && target.topic === topic)
    let taken = 0
    const ranges: PartitionRange[] = []
    for (const { partition, start, end } of await log.ranges(topic)) {
      const to = own.length === 0 ? end : (own.find((target) => target.partition === partition)?.next ?? 0)
      ranges.push({ partition, start: (await projection.position(topic, partition)) ?? start, end: to })
    }
    await fillPartitions(log, one, ranges, (records) => {
      taken += records
      if (consumer !== TIMELINE_CONSUMER) return
      ofTimelines += records
      onProgress?.(ofTimelines)
    })
    return taken
  }
  return {
    to: async (targets) => {
      const links = (await nextOffset(store.db, LINKS, LINKS_EVENTS, 0)) ?? 0
      await catchUpLinks(deps)
      let taken = ((await nextOffset(store.db, LINKS, LINKS_EVENTS, 0)) ?? 0) - links
      for (const one of all) taken += await fillOne(one, targets)
      return taken
    },
    records: () => ofTimelines,
    close: () => sealer.close(),
  }
}
