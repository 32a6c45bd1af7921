import { PartitionAssigners } from 'kafkajs'
import type Cluster from 'kafkajs/src/cluster/index.js'
import ConsumerGroup from 'kafkajs/src/consumer/consumerGroup.js'
import type { Logger } from 'kafkajs/src/loggers/index.js'
import type { Position } from '../port.ts'
import { coordinatorOf, explainGroupError } from './coordinator.ts'
import { isCoordinatorMoved, isRebalancing, rebalanced } from './errors.ts'
import { commitTopics } from './group-offsets.ts'
import { patiently } from './patience.ts'
import { recover } from './recover.ts'

export type TopicPartition = Pick<Position, 'topic' | 'partition'>

/** This process's place in a group, over kafkajs's group protocol. */
export interface Membership {
  /**
   * Joins, or joins again, and waits until the partitions are shared out. `kept`: nobody else can have had, since the last time, a partition that is
   * this member's before and after.
   */
  join(topics: readonly string[]): Promise<{ readonly assigned: readonly TopicPartition[]; readonly kept: boolean }>
  /** Tells the coordinator that this member is alive, at most once in HEARTBEAT_MS. Rejects when it must join again. */
  heartbeat(): Promise<void>
  /** Rejects with EventLogError `rebalanced` when the group has gone on without this member. */
  commit(positions: readonly Position[]): Promise<void>
  leave(): Promise<void>
}

/** A member that says nothing for this long is dead to its group. */
const SESSION_TIMEOUT_MS = 10_000
/** How long the group waits for a member that is working before it goes on without it. */
const REBALANCE_TIMEOUT_MS = 30_000
export const HEARTBEAT_MS = 1_000
const RETRY = { initialRetryTime: 50, maxRetryTime: 500, retries: 10 } as const

export function createMembership(deps: {
  readonly cluster: Cluster
  readonly logger: Logger
  readonly group: string
  readonly patienceMs: number
}): Membership {
  const { cluster, logger, group, patienceMs } = deps
  const assigner = PartitionAssigners.roundRobin as unknown as (options: {
    readonly cluster: Cluster
    readonly groupId: string
    readonly logger: Logger
  }) => unknown
  const member = new ConsumerGroup({
    cluster,
    logger,
    groupId: group,
    topics: [],
    topicConfigurations: {},
    retry: RETRY,
    assigners: [assigner({ cluster, groupId: group, logger })],
    sessionTimeout: SESSION_TIMEOUT_MS,
    rebalanceTimeout: REBALANCE_TIMEOUT_MS,
    autoCommit: false,
    instrumentationEmitter: { emit: () => undefined },
  })
  return {
    join: async (topics) => {
      const before = { memberId: member.memberId, generation: member.generationId }
      cluster.targetTopics = new Set([...cluster.targetTopics].filter((topic) => topics.includes(topic)))
      await cluster.addMultipleTargetTopics(topics)
      member.topicsSubscribed = topics
      member.topics = topics
      await member.joinAndSync().catch((error: unknown) => explainGroupError(cluster, group, error))
      return {
        assigned: member.assigned().flatMap(({ topic, partitions }) => partitions.map((partition) => ({ topic, partition }))),
        kept:
          before.memberId !== null &&
          before.memberId === member.memberId &&
          before.generation !== null &&
          before.generation + 1 === member.generationId,
      }
    },
    heartbeat: () => member.heartbeat({ interval: HEARTBEAT_MS }),
    commit: (positions) =>
      patiently(
        {
          ms: patienceMs,
          doing: `the offsets of group ${group} cannot be committed`,
          recover: async (error) => {
            await recover(cluster, error)
            // The generation goes on with the new coordinator.
            member.coordinator = await coordinatorOf(cluster, group).catch(() => member.coordinator)
          },
        },
        async () => {
          const { memberId, generationId, coordinator } = member
          if (memberId === null || generationId === null || coordinator === null) throw rebalanced(group)
          try {
            await coordinator.offsetCommit({ groupId: group, memberId, groupGenerationId: generationId, topics: commitTopics(positions) })
          } catch (error) {
            throw isRebalancing(error) && !isCoordinatorMoved(error) ? rebalanced(group, error) : error
          }
        },
      ),
    leave: async () => {
      await member.leave()
    },
  }
}
