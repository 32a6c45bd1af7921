import { partitionOfKey } from '../murmur2.ts'
import type { Appended, NewRecord } from '../port.ts'
import { createAdmission } from './admission.ts'
import type { TopicMetadata } from './topic-metadata.ts'
import { outgoing, type Outgoing } from './outgoing.ts'
import { createPartitionQueue, type PartitionQueue, type PartitionPosition } from './partition-queue.ts'
import type { BatchSender } from './sender.ts'

/** A batch stays below a broker's default limit of 1 MiB; a larger record goes alone. */
const MAX_RECORDS = 1_000
const MAX_BYTES = 768 * 1024
/** Bytes that wait or are on their way, in all: beyond them `append` waits before it queues. */
const MAX_QUEUED_BYTES = 64 * 1024 * 1024

export interface Appender {
  append(records: readonly NewRecord[]): Promise<readonly Appended[]>
  /** The offset after the last that this process was told is appended: whoever reads must see to there. 0 without one. */
  acknowledged(topic: string, partition: number): number
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>
}

export interface AppenderDeps {
  readonly topics: Pick<TopicMetadata, 'known' | 'partitions'>
  readonly senderOf: (topic: string, partition: number) => BatchSender
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}

interface Target {
  readonly topic: string
  readonly partition: number
  readonly index: number
  readonly item: Outgoing
}

/** Appends records through a queue per partition, in the order of the calls; see `EventLog.append`. */
export function createAppender({ topics, senderOf, now }: AppenderDeps): Appender {
  const queues = new Map<string, PartitionQueue<Outgoing>>()
  const ends = new Map<string, number>()
  const admission = createAdmission(MAX_QUEUED_BYTES)

  const queueOf = (topic: string, partition: number): PartitionQueue<Outgoing> => {
    const name = `${topic}/${String(partition)}`
    const there = queues.get(name)
    if (there !== undefined) return there
    const sender = senderOf(topic, partition)
    const queue = createPartitionQueue<Outgoing>({
      maxRecords: MAX_RECORDS,
      maxBytes: MAX_BYTES,
      send: async (batch) => {
        const position = await sender(batch.map(({ message }) => message))
        ends.set(name, position.baseOffset + batch.length)
        // A topic that was not made by us may keep the producer's time.
        return position.timestamp >= 0 ? position : { ...position, timestamp: batch[0]?.message.timestamp ?? 0 }
      },
    })
    queues.set(name, queue)
    return queue
  }
  const targetsOf = async (records: readonly NewRecord[]): Promise<readonly Target[]> => {
    for (const { topic } of records) if (topics.known(topic) === undefined) await topics.partitions(topic)
    const at = now()
    return records.map((record, index) => {
      const { topic, key } = record
      const count = topics.known(topic) ?? 1
      if (key === null && count > 1) throw new TypeError(`A record of ${topic} needs a key: the topic has several partitions.`)
      return { topic, partition: key === null ? 0 : partitionOfKey(key, count), index, item: outgoing(record, at) }
    })
  }
  const enqueue = async (targets: readonly Target[]): Promise<readonly Appended[]> => {
    const appended = new Array<Appended>(targets.length)
    const put = ({ topic, partition, index }: Target, { baseOffset, timestamp }: PartitionPosition): void => {
      appended[index] = { topic, partition, offset: baseOffset, timestamp }
    }
    const parts = Map.groupBy(targets, ({ topic, partition }) => queueOf(topic, partition))
    const settled = await Promise.allSettled(
      [...parts].map(async ([queue, part]) => {
        const positions = await queue.add(part.map(({ item }) => item))
        positions.forEach((position, index) => {
          const target = part[index]
          if (target) put(target, position)
        })
      }),
    )
    for (const one of settled) if (one.status === 'rejected') throw one.reason
    return appended
  }
  return {
    append: async (records) => {
      if (records.length === 0) return []
      return admission.enter(
        () => targetsOf(records),
        (targets) => targets.reduce((sum, { item }) => sum + item.bytes, 0),
        enqueue,
      )
    },
    acknowledged: (topic, partition) => ends.get(`${topic}/${String(partition)}`) ?? 0,
    idle: async () => {
      await admission.idle()
      await Promise.all([...queues.values()].map((queue) => queue.idle()))
    },
  }
}
