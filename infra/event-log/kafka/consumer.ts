import { setTimeout as sleep } from 'node:timers/promises'
import type { Consumer as KafkaConsumer, EachBatchPayload, Kafka } from 'kafkajs'
import { EventLogError, type Consumer, type ConsumerOptions, type PartitionRange, type Position } from '../port.ts'
import type { Log } from '../../telemetry/logger.ts'
import { createCollector, type Collector } from './collector.ts'
import { asEventLogError, isRebalanced, unknownTopic } from './errors.ts'
import { logRecord } from './record.ts'

export interface ConsumerDeps {
  readonly kafka: Kafka
  readonly topics: () => Promise<readonly string[]>
  readonly ranges: (topic: string) => Promise<readonly PartitionRange[]>
  readonly log: Log
}

/** A consumer of ours, with what the log needs to commit for its group. */
export interface RunningConsumer extends Consumer {
  /** Commits as a member of the group. Rejects with EventLogError `rebalanced` when the group has moved on without it. */
  commit(positions: readonly Position[]): Promise<void>
}

const SESSION_MS = 10_000
const REBALANCE_MS = 15_000
const HEARTBEAT_MS = 2_000
const MAX_WAIT_MS = 250
const CONCURRENT_PARTITIONS = 64
const DEFAULT_MAX_RECORDS = 1_000
/** How often a pattern is looked up anew. */
const LOOK_MS = 1_000

const keyOf = (topic: string, partition: number): string => `${topic} ${String(partition)}`

/** Starts a member of a group over kafkajs: offsets are the caller's, told by `position` whenever a partition is assigned. */
export async function startConsumer(deps: ConsumerDeps, options: ConsumerOptions): Promise<RunningConsumer> {
  const { kafka, log } = deps
  const { group, topics: wanted, maxRecords = DEFAULT_MAX_RECORDS } = options
  const finished = Promise.withResolvers<void>()
  let stopping: Promise<void> | undefined
  let failed = false
  let assigned: readonly Pick<Position, 'topic' | 'partition'>[] = []
  /** The next offset wanted of each partition of this generation of the group. */
  let cursors = new Map<string, number>()

  const matching = async (): Promise<readonly string[]> => {
    const names = await deps.topics()
    if (!(wanted instanceof RegExp)) {
      const missing = wanted.find((topic) => !names.includes(topic))
      if (missing !== undefined) throw unknownTopic(missing)
      return wanted
    }
    const pattern = new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, ''))
    return names.filter((topic) => pattern.test(topic)).sort()
  }
  let names = await matching()

  const consumer: KafkaConsumer = kafka.consumer({
    groupId: group, sessionTimeout: SESSION_MS, rebalanceTimeout: REBALANCE_MS, heartbeatInterval: HEARTBEAT_MS, maxWaitTimeInMs: MAX_WAIT_MS,
    allowAutoTopicCreation: false, metadataMaxAge: 60_000,
  })
  const fail = (error: unknown): void => {
    if (failed) return
    failed = true
    finished.reject(error)
    void stop()
  }
  consumer.on(consumer.events.GROUP_JOIN, ({ payload: { memberAssignment } }) => {
    cursors = new Map()
    assigned = Object.entries(memberAssignment).flatMap(([topic, partitions]) => partitions.map((partition) => ({ topic, partition: Number(partition) })))
  })
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    if (restart) log.warn({ consumer: group, step: 'kafka' }, 'The consumer has lost its group and joins again.')
    else fail(asEventLogError(error, `group ${group} cannot be consumed`))
  })

  /** Where to begin. A position past the end means that the log is older than its reader: going on would skip records. */
  const startOf = async (topic: string, partition: number): Promise<number> => {
    const position = await options.position(topic, partition)
    const range = (await deps.ranges(topic)).find((one) => one.partition === partition)
    if (position !== undefined && range !== undefined && position > range.end) {
      throw new EventLogError('corrupt', `Partition ${String(partition)} of ${topic} ends before the position of ${group}: the log is an older copy. Restore the newest.`)
    }
    return Math.max(position ?? 0, range?.start ?? 0)
  }
  let collector: Collector = createCollector(options.handle, maxRecords)

  /** The records of a batch from where this member stands; undefined when it stands elsewhere and must fetch anew. */
  const wantedOf = async (payload: EachBatchPayload) => {
    const { batch } = payload
    const { topic, partition, messages } = batch
    const generation = cursors
    const known = generation.get(keyOf(topic, partition))
    const next = known ?? await startOf(topic, partition)
    if (generation !== cursors || payload.isStale()) return undefined
    generation.set(keyOf(topic, partition), next)
    const first = Number(batch.firstOffset() ?? next)
    if (first > next || (messages.length > 0 && Number(messages.at(-1)?.offset) < next)) {
      consumer.seek({ topic, partition, offset: String(next) })
      return undefined
    }
    return { generation, records: messages.filter(({ offset }) => Number(offset) >= next).map((message) => logRecord(topic, partition, message)) }
  }
  const eachBatch = async (payload: EachBatchPayload): Promise<void> => {
    const { topic, partition } = payload.batch
    if (!payload.isRunning() || stopping) return
    // The broker must hear from this member while its handler works. That the group has moved on shows when kafkajs itself asks.
    const beat = setInterval(() => { payload.heartbeat().catch(() => undefined) }, HEARTBEAT_MS)
    try {
      const work = await wantedOf(payload)
      const last = work?.records.at(-1)
      if (work === undefined || last === undefined) return
      if (!await collector.add({ topic, partition, records: work.records })) return
      work.generation.set(keyOf(topic, partition), last.offset + 1)
      payload.resolveOffset(String(last.offset))
    } catch (error) {
      // The group has moved on: the partition is another's now, or comes back with a new position.
      if (error instanceof EventLogError && error.code === 'rebalanced') cursors.delete(keyOf(topic, partition))
      else fail(error)
    } finally {
      clearInterval(beat)
    }
  }
  const run = async (): Promise<void> => {
    await consumer.subscribe({ topics: [...names], fromBeginning: true })
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: CONCURRENT_PARTITIONS, eachBatch })
  }
  /** Joins again with the topics that match by now. */
  const follow = async (): Promise<void> => {
    while (!stopping) {
      await sleep(LOOK_MS)
      const now = await matching().catch(() => names)
      if (stopping || now.join('\n') === names.join('\n')) continue
      const begun = names.length > 0
      names = now
      await collector.end()
      if (begun) await consumer.stop()
      collector = createCollector(options.handle, maxRecords)
      if (!stopping) await run()
    }
  }
  const stop = (): Promise<void> => (stopping ??= (async () => {
    // The handler first: kafkajs commits nothing once it is stopping.
    await collector.end()
    await consumer.disconnect().catch(() => undefined)
    assigned = []
    finished.resolve()
  })())

  try {
    await consumer.connect()
    if (names.length > 0) await run()
  } catch (error) {
    await stop()
    throw asEventLogError(error, `group ${group} cannot be joined`)
  }
  if (wanted instanceof RegExp) void follow().catch(fail)
  finished.promise.catch(() => undefined)
  return {
    done: finished.promise,
    assignment: () => assigned,
    stop,
    async commit(positions) {
      try {
        await consumer.commitOffsets(positions.map(({ topic, partition, offset }) => ({ topic, partition, offset: String(offset) })))
      } catch (error) {
        if (isRebalanced(error)) throw new EventLogError('rebalanced', `Group ${group} has moved on without this member.`, { cause: error })
        throw asEventLogError(error, `group ${group} cannot commit`)
      }
    },
  }
}
