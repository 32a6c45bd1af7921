import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin } from 'kafkajs'
import { topicSpec } from '../../topics/desired-topics.ts'
import { EventLogError } from '../port.ts'
import { asEventLogError, unknownTopic } from './errors.ts'
import type { Partitions } from './partitions.ts'

export interface Topics {
  create(topic: string, options: { readonly partitions: number }): Promise<void>
  list(): Promise<readonly { readonly topic: string; readonly partitions: number }[]>
}

const PAUSE_MS = 50

/** `patience`: how long a topic that was made is waited for until its partitions have leaders, ms. */
export function createTopics(admin: Admin, partitions: Partitions, patience: number): Topics {
  const countOf = async (topic: string): Promise<number | undefined> => {
    try {
      return await partitions.of(topic)
    } catch (error) {
      if (error instanceof EventLogError && error.code === 'unknown-topic') return undefined
      throw error
    }
  }
  const make = async (topic: string, count: number): Promise<void> => {
    const { brokers } = await admin.describeCluster()
    const { replication, configs } = topicSpec(topic, count, brokers.length)
    await admin.createTopics({
      waitForLeaders: false,
      topics: [{ topic, numPartitions: count, replicationFactor: replication, configEntries: Object.entries(configs).map(([name, value]) => ({ name, value })) }],
    })
  }
  /** Until the brokers know of it, each by itself and not all at once. */
  const appeared = async (topic: string): Promise<number> => {
    const until = performance.now() + patience
    for (;;) {
      const count = await countOf(topic).catch((error: unknown) => {
        if (performance.now() > until) throw error
        return undefined
      })
      if (count !== undefined) return count
      if (performance.now() > until) throw unknownTopic(topic)
      await sleep(PAUSE_MS)
    }
  }
  return {
    async create(topic, { partitions: wanted }) {
      try {
        if (await countOf(topic) === undefined) await make(topic, wanted)
        const there = await appeared(topic)
        if (there === wanted) return
        throw new EventLogError('partition-count', `The topic ${topic} has ${String(there)} partitions and must have ${String(wanted)}; the number never changes.`)
      } catch (error) {
        throw asEventLogError(error, `the topic ${topic} cannot be made`)
      }
    },
    async list() {
      try {
        const names = (await admin.listTopics()).filter((name) => !name.startsWith('__'))
        const { topics } = names.length === 0 ? { topics: [] } : await admin.fetchTopicMetadata({ topics: names })
        return topics.map(({ name, partitions: all }) => ({ topic: name, partitions: all.length })).sort((one, other) => (one.topic < other.topic ? -1 : 1))
      } catch (error) {
        throw asEventLogError(error, 'the topics cannot be listed')
      }
    },
  }
}
