import type Cluster from 'kafkajs/src/cluster/index.js'
import type { Position } from '../port.ts'
import type { TopicMetadata } from './topic-metadata.ts'
import { coordinatorOf } from './coordinator.ts'
import { isRebalancing, rebalanced } from './errors.ts'
import { patiently } from './patience.ts'
import { recover } from './recover.ts'

/** Offsets of groups that have no member here. */
export interface GroupOffsets {
  committed(group: string, topic: string, partition: number): Promise<number | undefined>
  /** Rejects with EventLogError `rebalanced` when the group has members elsewhere. */
  commit(group: string, positions: readonly Position[]): Promise<void>
}

/** As the commit request has them. */
export const commitTopics = (positions: readonly Position[]) =>
  [...Map.groupBy(positions, ({ topic }) => topic)].map(([topic, all]) => ({
    topic,
    partitions: all.map(({ partition, offset }) => ({ partition, offset: String(offset) })),
  }))

const NO_MEMBER = ''
const NO_GENERATION = -1

export function createGroupOffsets(cluster: Cluster, topics: TopicMetadata, patienceMs: number): GroupOffsets {
  const patience = (doing: string) => ({ ms: patienceMs, recover: (error: unknown) => recover(cluster, error), doing })
  return {
    committed: async (group, topic, partition) => {
      await topics.partitions(topic)
      return patiently(patience(`the offsets of group ${group} cannot be read`), async () => {
        const coordinator = await coordinatorOf(cluster, group)
        const { responses } = await coordinator.offsetFetch({ groupId: group, topics: [{ topic, partitions: [{ partition }] }] })
        const found = responses.find((one) => one.topic === topic)?.partitions.find((one) => one.partition === partition)
        const offset = Number(found?.offset ?? -1)
        return offset < 0 ? undefined : offset
      })
    },
    commit: (group, positions) =>
      patiently(patience(`the offsets of group ${group} cannot be committed`), async () => {
        const coordinator = await coordinatorOf(cluster, group)
        try {
          await coordinator.offsetCommit({
            groupId: group,
            memberId: NO_MEMBER,
            groupGenerationId: NO_GENERATION,
            topics: commitTopics(positions),
          })
        } catch (error) {
          throw isRebalancing(error) ? rebalanced(group, error) : error
        }
      }),
  }
}
