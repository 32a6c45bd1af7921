import type { OutgoingMessage } from 'kafkajs/src/broker/index.js'
import type Cluster from 'kafkajs/src/cluster/index.js'
import type { ConnectionPool } from './connection-pool.ts'
import { createProducerBrokers } from './leader.ts'
import { patiently } from './patience.ts'
import type { PartitionPosition } from './partition-queue.ts'
import { createProducerSession, type ProducerSession } from './producer-session.ts'
import { recover } from './recover.ts'

/** Sends a batch to a partition, the same bytes again while the outcome is unknown. Rejects with EventLogError. */
export type BatchSender = (messages: readonly OutgoingMessage[]) => Promise<PartitionPosition>

export interface SenderOptions {
  readonly pool: ConnectionPool
  readonly patienceMs: number
  /** Told of each try that failed. */
  readonly failed: (error: unknown) => void
}

/** The sender of one partition; one call at a time. */
export function createBatchSender({ pool, patienceMs, failed }: SenderOptions, topic: string, partition: number): BatchSender {
  let open: { readonly cluster: Cluster; readonly session: ProducerSession } | undefined
  const opened = async (): Promise<NonNullable<typeof open>> => {
    const cluster = await pool.next()
    return { cluster, session: createProducerSession(createProducerBrokers(cluster), topic, partition) }
  }
  return async (messages) => {
    try {
      return await patiently(
        {
          ms: patienceMs,
          doing: 'what is appended is not acknowledged',
          recover: async (error) => {
            failed(error)
            if (open) await recover(open.cluster, error)
          },
        },
        async () => {
          const { session } = (open ??= await opened())
          return await session.send(messages)
        },
      )
    } catch (error) {
      // What was given up may still be on its way: nothing of it may touch the next batch's numbers.
      open?.session.abandon()
      open = undefined
      throw error
    }
  }
}
