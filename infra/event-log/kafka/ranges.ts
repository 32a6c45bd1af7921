import type Cluster from 'kafkajs/src/cluster/index.js'
import type { PartitionRange } from '../port.ts'
import type { TopicMetadata } from './topic-metadata.ts'
import { patiently } from './patience.ts'
import { recover } from './recover.ts'

/** First and next offsets of a topic's partitions. Rejects with EventLogError. */
export type Ranges = (topic: string) => Promise<readonly PartitionRange[]>

export const createRanges =
  (cluster: Cluster, topics: TopicMetadata, patienceMs: number): Ranges =>
  async (topic) => {
    const count = await topics.partitions(topic)
    const partitions = Array.from({ length: count }, (_, partition) => ({ partition }))
    return patiently(
      { ms: patienceMs, recover: (error) => recover(cluster, error), doing: `the offsets of ${topic} cannot be read` },
      async () => {
        await cluster.addMultipleTargetTopics([topic])
        const offsets = async (fromBeginning: boolean): Promise<ReadonlyMap<number, number>> => {
          const [found] = await cluster.fetchTopicsOffset([{ topic, partitions, fromBeginning }])
          return new Map((found?.partitions ?? []).map(({ partition, offset }) => [partition, Number(offset)]))
        }
        const [starts, ends] = await Promise.all([offsets(true), offsets(false)])
        if (starts.size !== count || ends.size !== count) throw new Error('A partition has no leader.')
        return partitions.map(({ partition }) => ({ partition, start: starts.get(partition) ?? 0, end: ends.get(partition) ?? 0 }))
      },
    )
  }
