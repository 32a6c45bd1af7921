import { setTimeout as sleep } from 'node:timers/promises'
import { Kafka, logLevel, Partitioners, type Consumer, type KafkaMessage, type Message } from 'kafkajs'
import type { LogRecord, NewRecord } from '../../infra/event-log/port.ts'
import { gather } from './gather.ts'
import type { PlainLog } from './log.ts'

const MAX_WAIT_MS = 250
const CONCURRENT_PARTITIONS = 64
const PAUSE_MS = 20

const messageOf = ({ key, value, headers = {} }: NewRecord): Message => ({
  key,
  value: Buffer.from(value.buffer, value.byteOffset, value.byteLength),
  headers: { ...headers },
})
const recordOf = (topic: string, partition: number, { offset, timestamp, key, value, headers = {} }: KafkaMessage): LogRecord => ({
  topic,
  partition,
  offset: Number(offset),
  timestamp: Number(timestamp),
  key: key?.toString() ?? null,
  value: value ?? Buffer.alloc(0),
  headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, String(text)])),
})

export interface PlainKafkaLog extends PlainLog {
  /** All topics of the cluster, but Kafka's own. */
  topics(): Promise<readonly string[]>
}

/**
 * kafkajs as it comes: all partitions in one send, not idempotent, acknowledged by all in-sync replicas. It loses records when a broker dies; a ceiling
 * need not care. Its consumers give the handler whatever has come of all partitions at once. `prefix`: of its topics' names in the cluster, so that
 * they stand beside others'.
 */
export async function openPlainKafkaLog(brokers: readonly string[], prefix: string): Promise<PlainKafkaLog> {
  const prefixed = (topic: string): string => `${prefix}${topic}`
  const named = (topic: string): string => topic.slice(prefix.length)
  const kafka = new Kafka({ brokers: [...brokers], clientId: 'plain', logLevel: logLevel.ERROR })
  const admin = kafka.admin()
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false })
  await Promise.all([admin.connect(), producer.connect()])
  const consumers = new Map<string, Consumer>()
  return {
    topics: async () => (await admin.listTopics()).filter((topic) => !topic.startsWith('__')),
    createTopic: async (topic, { partitions }) => {
      await admin.createTopics({
        topics: [{ topic: prefixed(topic), numPartitions: partitions, replicationFactor: 1 }],
        waitForLeaders: false,
      })
      // kafkajs' own wait fails when the broker does not know the topic yet.
      while (!(await admin.listTopics()).includes(prefixed(topic))) await sleep(PAUSE_MS)
    },
    append: (records) =>
      producer.sendBatch({
        acks: -1,
        topicMessages: [...Map.groupBy(records, ({ topic }) => topic)].map(([topic, group]) => ({
          topic: prefixed(topic),
          messages: group.map(messageOf),
        })),
      }),
    consume: async ({ group, topics, handle }) => {
      const consumer = kafka.consumer({ groupId: group, maxWaitTimeInMs: MAX_WAIT_MS, allowAutoTopicCreation: false })
      consumers.set(group, consumer)
      await consumer.connect()
      await consumer.subscribe({ topics: topics.map(prefixed), fromBeginning: true })
      const take = gather(handle)
      await consumer.run({
        autoCommit: false,
        partitionsConsumedConcurrently: CONCURRENT_PARTITIONS,
        eachBatch: ({ batch: { topic, partition, messages } }) =>
          take({ topic: named(topic), partition, records: messages.map((message) => recordOf(named(topic), partition, message)) }),
      })
    },
    commit: async (group, positions) => {
      await consumers
        .get(group)
        ?.commitOffsets(positions.map(({ topic, partition, offset }) => ({ topic: prefixed(topic), partition, offset: String(offset) })))
    },
    close: async () => {
      await Promise.all([...consumers.values()].map((consumer) => consumer.disconnect()))
      await Promise.all([admin.disconnect(), producer.disconnect()])
    },
  }
}
