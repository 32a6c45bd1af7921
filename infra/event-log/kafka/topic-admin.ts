import { setTimeout as sleep } from 'node:timers/promises'
import { logLevel, type Admin } from 'kafkajs'
import { asAdmin } from '../../topics/connection.ts'
import { topicSpec } from '../../topics/desired-topics.ts'
import { EventLogError } from '../port.ts'
import type { TopicMetadata } from './topic-metadata.ts'
import type { KafkaConnection } from './connection.ts'
import { asEventLogError, unknownTopic } from './errors.ts'
import { logTo } from './log-creator.ts'

/** Makes topics, with the settings that `throughline topics apply` would give them. */
export type CreateTopic = (topic: string, options: { readonly partitions: number }) => Promise<void>

const TIMEOUT_MS = 20_000
const PAUSE_MS = 50

async function make(admin: Admin, topic: string, partitions: number, { prefix, replicas }: TopicAdminOptions): Promise<void> {
  const { brokers } = await admin.describeCluster()
  const { replication, configs } = topicSpec(topic.slice(prefix.length), partitions, replicas ?? brokers.length)
  await admin.createTopics({
    waitForLeaders: false,
    timeout: TIMEOUT_MS,
    topics: [
      {
        topic,
        numPartitions: partitions,
        replicationFactor: Math.min(replicas ?? replication, brokers.length),
        configEntries: Object.entries(configs).map(([name, value]) => ({ name, value })),
      },
    ],
  })
}

export interface TopicAdminOptions {
  readonly patienceMs: number
  /** Before the name of every topic that is asked for here. */
  readonly prefix: string
  /** Copies; undefined: as many as a cluster of its size has. */
  readonly replicas: number | undefined
}

/** `patienceMs`: how long a topic that was made is waited for, until the brokers know of it: each learns it by itself. */
export function createTopicAdmin(connection: KafkaConnection, topics: TopicMetadata, options: TopicAdminOptions): CreateTopic {
  const client = { clientId: connection.clientId, logLevel: logLevel.WARN, logCreator: logTo(connection.log) }
  return async (topic, { partitions }) => {
    if (!Number.isSafeInteger(partitions) || partitions < 1) throw new RangeError('A topic has at least one partition.')
    let count = await topics.ask(topic)
    if (count === undefined) {
      await asAdmin(connection, (admin) => make(admin, topic, partitions, options), client).catch((error: unknown) => {
        throw asEventLogError(error, `the topic ${topic} cannot be made`)
      })
      for (const until = performance.now() + options.patienceMs; count === undefined && performance.now() < until; await sleep(PAUSE_MS))
        count = await topics.ask(topic)
    }
    if (count === undefined) throw unknownTopic(topic)
    if (count !== partitions) {
      throw new EventLogError('partition-count', `Topic ${topic} has ${String(count)} partitions; the number never changes.`)
    }
  }
}
