import type Broker from 'kafkajs/src/broker/index.js'
import type { OutgoingMessage, ProducedPartition } from 'kafkajs/src/broker/index.js'
import type { PartitionPosition } from './partition-queue.ts'

/** What a session asks of the cluster: any broker for a producer id, the partition's leader for records. */
export interface ProducerBrokers {
  any(): Promise<Pick<Broker, 'initProducerId'>>
  leader(topic: string, partition: number): Promise<Pick<Broker, 'produce'>>
}

/** Sends batches to one partition; one call at a time. Rejected: unknown whether it was appended. */
export interface ProducerSession {
  send(messages: readonly OutgoingMessage[]): Promise<PartitionPosition>
  /** Must be called when a batch is given up: the next has another producer id. */
  abandon(): void
}

/** How long the leader waits for the other replicas: less than a request may take. */
const ACKS_TIMEOUT_MS = 8_000
const LAST_SEQUENCE = 2 ** 31 - 1

/** The broker's answer, when it is about exactly what was sent. */
function positionOf(
  answers: readonly { readonly topicName: string; readonly partitions: readonly ProducedPartition[] }[],
  topic: string,
  partition: number,
): PartitionPosition | undefined {
  const [answer] = answers
  const [produced] = answer?.partitions ?? []
  if (answers.length !== 1 || answer?.topicName !== topic || answer.partitions.length !== 1) return undefined
  if (produced?.partition !== partition || produced.errorCode !== 0) return undefined
  const baseOffset = Number(produced.baseOffset)
  return Number.isSafeInteger(baseOffset) && baseOffset >= 0 ? { baseOffset, timestamp: Number(produced.logAppendTime) } : undefined
}

/** The broker forgot the producer, or never knew it so: the id is of no more use. */
const BEYOND_REPAIR = new Set([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'DUPLICATE_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
  'KAFKAJS_UNKNOWN_ERROR_CODE',
])
const isBeyondRepair = (error: unknown): boolean =>
  error instanceof Error && 'type' in error && typeof error.type === 'string' && BEYOND_REPAIR.has(error.type)

/**
 * Idempotent sending to one partition, over kafkajs's produce request: a producer id of its own, and sequence numbers that go on only when the broker
 * has acknowledged. The same batch sent again has the same numbers, so a broker that has it already says where. kafkajs's own producer counts per
 * cluster, and after a failed send its numbers fit other records than the broker's: then it acknowledges what it never appended.
 * INVARIANT: a sequence number under one producer id stands for the same bytes for ever.
 */
export function createProducerSession(brokers: ProducerBrokers, topic: string, partition: number): ProducerSession {
  let identity: { readonly producerId: string; readonly producerEpoch: number } | undefined
  let sequence = 0

  const abandon = (): void => {
    identity = undefined
    sequence = 0
  }
  return {
    abandon,
    send: async (messages) => {
      if (sequence + messages.length > LAST_SEQUENCE) abandon()
      identity ??= await (await brokers.any()).initProducerId({ transactionTimeout: ACKS_TIMEOUT_MS })
      const leader = await brokers.leader(topic, partition)
      try {
        const { topics } = await leader.produce({
          acks: -1,
          timeout: ACKS_TIMEOUT_MS,
          ...identity,
          topicData: [{ topic, partitions: [{ partition, firstSequence: sequence, messages }] }],
        })
        const position = positionOf(topics, topic, partition)
        if (position === undefined) {
          abandon()
          throw new Error("The broker's answer is not about what was sent.")
        }
        sequence += messages.length
        return position
      } catch (error) {
        if (isBeyondRepair(error)) abandon()
        throw error
      }
    },
  }
}
