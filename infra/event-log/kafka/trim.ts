import type Cluster from 'kafkajs/src/cluster/index.js'
import { leaderOf } from './leader.ts'
import { patiently } from './patience.ts'
import type { Ranges } from './ranges.ts'
import { recover } from './recover.ts'

/** Deletes the records of a partition before an offset. Rejects with EventLogError. */
export const createTrim =
  (cluster: Cluster, ranges: Ranges, patienceMs: number) =>
  async (topic: string, partition: number, before: number): Promise<void> => {
    const range = (await ranges(topic)).find((one) => one.partition === partition)
    if (range === undefined || before <= range.start) return
    const offset = String(Math.min(before, range.end))
    await patiently({ ms: patienceMs, recover: (error) => recover(cluster, error), doing: `${topic} cannot be trimmed` }, async () => {
      const leader = await leaderOf(cluster, topic, partition)
      await leader.deleteRecords({ topics: [{ topic, partitions: [{ partition, offset }] }] })
    })
  }
