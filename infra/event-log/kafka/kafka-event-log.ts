import type { Clock } from '../../clock/clock.ts'
import { createPrefixedLog } from '../prefixed.ts'
import { EventLogError, type Consumer, type ConsumerOptions, type EventLog, type Position } from '../port.ts'
import { createAppender } from './appender.ts'
import { createTopicMetadata } from './topic-metadata.ts'
import { createCluster, createKafkaLogger } from './cluster.ts'
import type { KafkaConnection } from './connection.ts'
import { startConsumer, type RunningConsumer } from './consumer.ts'
import { closedError, rebalanced } from './errors.ts'
import { createGroupOffsets } from './group-offsets.ts'
import { createConnectionPool } from './connection-pool.ts'
import { patiently } from './patience.ts'
import { createRanges } from './ranges.ts'
import { createReader } from './reader.ts'
import { isSilence, recover } from './recover.ts'
import { createBatchSender } from './sender.ts'
import { createStuckWatch } from './stuck-watch.ts'
import { createSubscription } from './subscription.ts'
import { createTopicAdmin } from './topic-admin.ts'
import { createTrim } from './trim.ts'

export interface KafkaEventLogOptions extends KafkaConnection {
  readonly clock: Clock
  /** Copies of each topic that is made here. Default: 3 where there are three brokers, else 1. */
  readonly replication?: number
  /** How long what may pass by itself (a broker's death, a leader's move) is tried again, milliseconds. Default 30 s. */
  readonly patienceMs?: number
  /** Before the names of topics and groups, with its dot. Default: none. */
  readonly prefix?: string
  /** Told once when the brokers answer others and not this process: it must end. */
  readonly onStuck?: () => void
}

const PATIENCE_MS = 30_000

/** Asks the brokers over a connection of its own. */
async function askAnew(options: KafkaConnection): Promise<void> {
  const cluster = createCluster(options)
  try {
    await cluster.connect()
    await cluster.refreshMetadata()
  } finally {
    void cluster.disconnect().catch(() => undefined)
  }
}

/**
 * Opens the event log on Apache Kafka. Rejects with EventLogError `unavailable` when no broker answers, `not-allowed` when the credentials are refused.
 * What `append` has acknowledged is on all in-sync replicas.
 */
export async function openKafkaEventLog(options: KafkaEventLogOptions): Promise<EventLog> {
  const { log, clock, replication, patienceMs = PATIENCE_MS, prefix = '' } = options
  const cluster = createCluster(options)
  await patiently({ ms: patienceMs, recover: (error) => recover(cluster, error), doing: 'no broker can be reached' }, async () => {
    await cluster.connect()
    await cluster.refreshMetadata()
  })
  const watch = createStuckWatch({
    probe: () => askAnew(options),
    onStuck: () => {
      options.onStuck?.()
    },
  })
  const pool = createConnectionPool(options)
  const topics = createTopicMetadata(cluster, patienceMs)
  const ranges = createRanges(cluster, topics, patienceMs)
  const failed = (): void => {
    log.warn({ step: 'kafka' }, 'A batch was not acknowledged; it is sent again.')
  }
  const appender = createAppender({
    topics,
    now: () => clock.now(),
    senderOf: (topic, partition) => createBatchSender({ pool, patienceMs, failed }, topic, partition),
  })
  const read = createReader({
    cluster,
    topics,
    ranges,
    patienceMs,
    acknowledged: (topic, partition) => appender.acknowledged(topic, partition),
  })
  const offsets = createGroupOffsets(cluster, topics, patienceMs)
  const createTopic = createTopicAdmin(options, topics, { patienceMs, prefix, replicas: replication })
  const trim = createTrim(cluster, ranges, patienceMs)
  const running = new Map<RunningConsumer, string>()
  let state: 'open' | 'closing' | 'closed' = 'open'
  let closing: Promise<void> | undefined

  // Handlers may still read, append and commit while they finish.
  const whileOpen =
    <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (state === 'closed') throw closedError()
      try {
        const result = await work(...args)
        watch.answered()
        return result
      } catch (error) {
        if (error instanceof EventLogError && error.code === 'unavailable' && isSilence(error)) watch.unanswered()
        throw error
      }
    }
  const consume = async (wanted: ConsumerOptions): Promise<Consumer> => {
    const subscription = createSubscription(wanted.topics, topics)
    await subscription.topics()
    if (state !== 'open') throw closedError()
    const consumer = startConsumer(
      { cluster: createCluster(options), logger: createKafkaLogger(options), ranges, subscription, patienceMs },
      wanted,
    )
    running.set(consumer, wanted.group)
    const forget = (): void => {
      running.delete(consumer)
    }
    consumer.done.then(forget, forget)
    return consumer
  }
  const commit = async (group: string, positions: readonly Position[]): Promise<void> => {
    const members = [...running].flatMap(([consumer, name]) => (name === group ? [consumer] : []))
    if (members.length === 0) return offsets.commit(group, positions)
    const holderOf = ({ topic, partition }: Position): RunningConsumer | undefined =>
      members.find((member) => member.assignment().some((one) => one.topic === topic && one.partition === partition))
    for (const [holder, held] of Map.groupBy(positions, holderOf)) {
      if (holder === undefined) throw rebalanced(group)
      await holder.commit(held)
    }
  }
  const close = async (): Promise<void> => {
    state = 'closing'
    watch.stop()
    await Promise.all([...running.keys()].map((consumer) => consumer.stop()))
    await appender.idle()
    state = 'closed'
    await Promise.all([pool.close(), cluster.disconnect()])
  }
  return createPrefixedLog(
    {
      createTopic: whileOpen(createTopic),
      topics: whileOpen(() => topics.all()),
      append: whileOpen((records) => appender.append(records)),
      read: whileOpen(read),
      ranges: whileOpen(ranges),
      consume: whileOpen(consume),
      committed: whileOpen((group, topic, partition) => offsets.committed(group, topic, partition)),
      commit: whileOpen((group, positions) => (positions.length === 0 ? Promise.resolve() : commit(group, positions))),
      trim: whileOpen(trim),
      close: async () => {
        closing ??= close()
        await closing
      },
    },
    prefix,
  )
}
