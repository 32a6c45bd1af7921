import type Cluster from 'kafkajs/src/cluster/index.js'
import { isUnknownTopic, unknownTopic } from './errors.ts'
import { patiently } from './patience.ts'
import { recover } from './recover.ts'

/** Which topics there are. Partition counts never change, so what is known of a topic is known for good. */
export interface TopicMetadata {
  /** The topic's partition count if it is known already. */
  known(topic: string): number | undefined
  /** Rejects with EventLogError `unknown-topic`. */
  partitions(topic: string): Promise<number>
  /** Asks the cluster; undefined when it has no such topic. */
  ask(topic: string): Promise<number | undefined>
  /** All topics but Kafka's own, by name. */
  all(): Promise<readonly { readonly topic: string; readonly partitions: number }[]>
}

/** A topic that was made a moment ago is not known to every broker yet. */
const ATTEMPTS = 3
const BETWEEN_ATTEMPTS_MS = 100

export function createTopicMetadata(cluster: Cluster, patienceMs: number): TopicMetadata {
  const counts = new Map<string, number>()
  const waiting = { ms: patienceMs, recover: (error: unknown) => recover(cluster, error), doing: 'the topics cannot be listed' }

  // Not `cluster.metadata`: it forgets the leaders of every other topic.
  const ask = (topics: readonly string[]) =>
    patiently(waiting, async () => {
      const broker = await cluster.brokerPool.findConnectedBroker()
      try {
        return (await broker.metadata(topics)).topicMetadata
      } catch (error) {
        if (topics.length > 0 && isUnknownTopic(error)) return []
        throw error
      }
    })
  const askFor = async (topic: string): Promise<number | undefined> => {
    const count = (await ask([topic])).find((one) => one.topic === topic)?.partitionMetadata.length
    if (count === undefined || count === 0) return undefined
    counts.set(topic, count)
    return count
  }
  return {
    known: (topic) => counts.get(topic),
    ask: askFor,
    partitions: async (topic) => {
      const known = counts.get(topic)
      if (known !== undefined) return known
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (attempt > 0)
          await new Promise((resolve) => {
            setTimeout(resolve, BETWEEN_ATTEMPTS_MS)
          })
        const found = await askFor(topic)
        if (found !== undefined) return found
      }
      throw unknownTopic(topic)
    },
    all: async () =>
      (await ask([]))
        .filter(({ topic }) => !topic.startsWith('__'))
        .map(({ topic, partitionMetadata }) => ({ topic, partitions: partitionMetadata.length }))
        .sort((a, b) => (a.topic < b.topic ? -1 : 1)),
  }
}
