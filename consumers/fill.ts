import type { EventLog } from '../infra/event-log/port.ts'
import { ACCESS_LOG, CASE_EVENTS, CONTROL_EVENTS, LINKS_EVENTS } from '../infra/event-log/topics.ts'
import { nextOffset } from '../infra/read-store/offsets.ts'
import type { ReadStore } from '../infra/read-store/port.ts'
import { CONTROL_CONSUMER, controlStep } from './control/start.ts'
import { ERASURES_CONSUMER, erasuresStep } from './erasures/start.ts'
import { catchUpLinks } from './intake/catch-up.ts'
import { LINKS_CONSUMER as LINKS } from './intake/links-store.ts'
import { createProjection, type Projection, type ProjectionDeps } from './projection.ts'
import { readChunks } from './read-records.ts'
import { RECALLS_CONSUMER, recallsStep } from './recalls/start.ts'
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

const projected = <P>(store: ReadStore, consumer: string, topic: string, step: Pick<ProjectionDeps<P>, 'prepare' | 'apply'>): One => ({
  consumer,
  topic,
  projection: createProjection({ store, consumer, ...step }),
})

async function fillPartition(
  log: EventLog,
  { projection, topic }: One,
  partition: number,
  from: number,
  to: number,
  took: (records: number) => void,
): Promise<void> {
  let next = from
  for await (const records of readChunks(log, topic, partition, from, to)) {
    await projection.handle([{ topic, partition, records }])
    next = (records.at(-1)?.offset ?? 0) + 1
    took(records.length)
  }
  if (next < to) throw new FillError(topic)
}

/** Makes what fills a store. Who is who goes before the timelines, as with everybody who serves. */
export async function createFill(deps: FillDeps): Promise<Fill> {
  const { log, store, onProgress } = deps
  const all = [
    projected(store, CONTROL_CONSUMER, CONTROL_EVENTS, controlStep(deps)),
    projected(store, TIMELINE_CONSUMER, CASE_EVENTS, timelineStep(deps)),
    projected(store, ERASURES_CONSUMER, CONTROL_EVENTS, erasuresStep(deps)),
    projected(store, RECALLS_CONSUMER, ACCESS_LOG, await recallsStep(deps)),
  ]
  let ofTimelines = 0
  const fillOne = async (one: One, targets: readonly Target[]): Promise<number> => {
    const { consumer, topic, projection } = one
    const own = targets.filter((target) => target.consumer === consumer && target.topic === topic)
    let taken = 0
    for (const { partition, start, end } of await log.ranges(topic)) {
      const to = own.length === 0 ? end : (own.find((target) => target.partition === partition)?.next ?? 0)
      const from = (await projection.position(topic, partition)) ?? start
      await fillPartition(log, one, partition, from, to, (records) => {
        taken += records
        if (consumer !== TIMELINE_CONSUMER) return
        ofTimelines += records
        onProgress?.(ofTimelines)
      })
    }
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
  }
}
