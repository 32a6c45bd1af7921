import type { Kafka, Message } from 'kafkajs'
import type { Log } from '../../telemetry/logger.ts'
import { partitionOfKey } from '../murmur2.ts'
import { EventLogError, type Appended, type NewRecord } from '../port.ts'
import { asEventLogError } from './errors.ts'
import { createPartitionQueue, type PartitionQueue } from './partition-queue.ts'
import type { Partitions } from './partitions.ts'
import { createSender } from './sender.ts'

export interface AppenderOptions {
  readonly kafka: Kafka
  readonly partitions: Partitions
  readonly log: Log
  /** How long a batch is sent again before `append` rejects, ms. */
  readonly patience: number
}

export interface Appender {
  append(records: readonly NewRecord[]): Promise<readonly Appended[]>
  /** The offset after the last that this process has appended to a partition, 0 without one. */
  appendedTo(topic: string, partition: number): number
  close(): Promise<void>
}

/** A batch stays well below the broker's limit; one record may be larger, up to the topic's `max.message.bytes`. */
const MAX_BYTES = 512 * 1024
const MAX_RECORDS = 1_000
/** Bytes that may wait in all queues: beyond them `append` waits before it queues. */
const MOST_WAITING = 64 * 1024 * 1024
/** Frame, key and offsets of a record, about. */
const FRAME_BYTES = 64

interface Outgoing {
  readonly message: Message
  readonly bytes: number
}

function outgoing({ key, value, headers = {} }: NewRecord): Outgoing {
  const bytes = FRAME_BYTES + value.byteLength + (key?.length ?? 0) + Object.entries(headers).reduce((sum, [name, text]) => sum + name.length + text.length, 0)
  const buffer = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  return { message: { key, value: buffer, headers: { ...headers } }, bytes }
}

export function createAppender({ kafka, partitions, log, patience }: AppenderOptions): Appender {
  const sender = createSender({ kafka, patience, onFailure: () => { log.warn({ step: 'kafka' }, 'A batch was not acknowledged; it is sent again.') } })
  const queues = new Map<string, PartitionQueue<Outgoing>>()
  const ends = new Map<string, number>()
  let waitingBytes = 0
  const roomMade: (() => void)[] = []

  const queueOf = (topic: string, partition: number): PartitionQueue<Outgoing> => {
    const name = `${topic} ${String(partition)}`
    const known = queues.get(name)
    if (known) return known
    const queue = createPartitionQueue<Outgoing>({
      maxBytes: MAX_BYTES, maxRecords: MAX_RECORDS,
      send: async (records) => {
        const sent = await sender.send(topic, partition, records.map(({ message }) => message))
        ends.set(name, sent.baseOffset + records.length)
        return sent
      },
    })
    queues.set(name, queue)
    return queue
  }
  const partitionOf = async ({ topic, key }: NewRecord): Promise<number> => {
    const count = await partitions.of(topic)
    if (key === null && count > 1) throw new EventLogError('partition-count', `A record of ${topic} needs a key: the topic has ${String(count)} partitions.`)
    return key === null ? 0 : partitionOfKey(key, count)
  }
  const room = async (): Promise<void> => {
    while (waitingBytes > MOST_WAITING) await new Promise<void>((resolve) => { roomMade.push(resolve) })
  }
  const enqueue = async (records: readonly NewRecord[], places: readonly number[]): Promise<readonly Appended[]> => {
    const items = records.map(outgoing)
    const bytes = items.reduce((sum, item) => sum + item.bytes, 0)
    await room()
    waitingBytes += bytes
    try {
      const appended = new Array<Appended>(records.length)
      const byPartition = Map.groupBy(records.keys(), (index) => `${records[index]?.topic ?? ''} ${String(places[index] ?? 0)}`)
      const settled = await Promise.allSettled([...byPartition.values()].map(async (indexes) => {
        const topic = records[indexes[0] ?? 0]?.topic ?? ''
        const partition = places[indexes[0] ?? 0] ?? 0
        const sent = await queueOf(topic, partition).add(indexes.flatMap((index) => items[index] ?? []))
        for (const [at, place] of sent.entries()) appended[indexes[at] ?? 0] = { topic, partition, ...place }
      }))
      const failed = settled.find((outcome) => outcome.status === 'rejected')
      if (failed) throw failed.reason
      return appended
    } finally {
      waitingBytes -= bytes
      for (const wake of roomMade.splice(0)) wake()
    }
  }
  return {
    async append(records) {
      if (records.length === 0) return []
      try {
        return await enqueue(records, await Promise.all(records.map(partitionOf)))
      } catch (error) {
        throw asEventLogError(error, 'it does not acknowledge what is appended')
      }
    },
    appendedTo: (topic, partition) => ends.get(`${topic} ${String(partition)}`) ?? 0,
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.idle()))
      await sender.close()
    },
  }
}
