import type { EventLog } from '../port.ts'
import { createAppender } from './appender.ts'
import { createKafka, type KafkaConnectionOptions } from './client.ts'
import { connectBrokers } from './cluster.ts'
import { startConsumer, type RunningConsumer } from './consumer.ts'
import { asEventLogError, closedError } from './errors.ts'
import { createOffsets } from './offsets.ts'
import { createPartitions } from './partitions.ts'
import { createReader } from './reader.ts'
import { createTopics } from './topics.ts'

export interface KafkaEventLogOptions extends KafkaConnectionOptions {
  /** How long what may pass by itself (a broker's death, a change of leaders) is waited for, ms. Default 30 s. */
  readonly patience?: number
}

const PATIENCE_MS = 30_000

/**
 * The event log in Apache Kafka, over kafkajs. Acknowledged: on all in-sync replicas. Throws EventLogError `unavailable` when no broker answers,
 * `not-allowed` when they do not let this user in.
 */
export async function openKafkaEventLog(options: KafkaEventLogOptions): Promise<EventLog> {
  const { log, patience = PATIENCE_MS } = options
  const kafka = createKafka(options)
  const admin = kafka.admin()
  const brokers = await connectBrokers(options).catch((error: unknown) => { throw asEventLogError(error, 'no broker can be reached') })
  try {
    await admin.connect()
  } catch (error) {
    await brokers.close()
    throw asEventLogError(error, 'no broker can be reached')
  }
  const partitions = createPartitions(brokers)
  const appender = createAppender({ kafka, partitions, log, patience })
  const offsets = createOffsets(admin, partitions, patience)
  const topics = createTopics(admin, partitions, patience)
  const read = createReader({ brokers, partitions, ranges: (topic) => offsets.ranges(topic), appendedTo: (topic, partition) => appender.appendedTo(topic, partition), patience })
  const consumers = new Map<RunningConsumer, string>()
  let closing: Promise<void> | undefined

  const open = <Arguments extends unknown[], T>(work: (...args: Arguments) => Promise<T>) => async (...args: Arguments): Promise<T> => {
    if (closing) throw closedError()
    return work(...args)
  }
  const close = async (): Promise<void> => {
    await Promise.all([...consumers.keys()].map((consumer) => consumer.stop()))
    await appender.close()
    await admin.disconnect()
    await brokers.close()
  }
  const memberOf = (group: string): RunningConsumer | undefined => [...consumers].find(([, name]) => name === group)?.[0]
  const hasAll = (consumer: RunningConsumer, positions: readonly { readonly topic: string, readonly partition: number }[]): boolean => {
    const mine = consumer.assignment()
    return positions.every(({ topic, partition }) => mine.some((one) => one.topic === topic && one.partition === partition))
  }
  return {
    createTopic: open((topic, settings) => topics.create(topic, settings)),
    topics: open(() => topics.list()),
    append: open((records) => appender.append(records)),
    read: open((topic, partition, from, limit) => read(topic, partition, from, limit)),
    ranges: open((topic) => offsets.ranges(topic)),
    consume: open(async (wanted) => {
      const consumer = await startConsumer({
        kafka, log, ranges: (topic) => offsets.ranges(topic), topics: async () => (await topics.list()).map(({ topic }) => topic),
      }, wanted)
      consumers.set(consumer, wanted.group)
      const forget = (): void => { consumers.delete(consumer) }
      consumer.done.then(forget, forget)
      return consumer
    }),
    committed: open((group, topic, partition) => offsets.committed(group, topic, partition)),
    commit: async (group, positions) => {
      // A handler that is finished while the log closes commits still.
      const members = [...consumers].filter(([, name]) => name === group).map(([consumer]) => consumer)
      const member = members.find((consumer) => hasAll(consumer, positions)) ?? memberOf(group)
      if (member) return member.commit(positions)
      if (closing) throw closedError()
      return offsets.set(group, positions)
    },
    trim: open((topic, partition, before) => offsets.trim(topic, partition, before)),
    close: () => (closing ??= close()),
  }
}
