import { setTimeout as sleep } from 'node:timers/promises'
import type { FetchedPartition } from 'kafkajs/src/cluster/index.js'
import type { LogRecord, PartitionRange } from '../port.ts'
import type { Brokers } from './cluster.ts'
import { asEventLogError, isOutOfRange } from './errors.ts'
import type { Partitions } from './partitions.ts'
import { logRecord } from './record.ts'

export interface ReaderOptions {
  readonly brokers: Brokers
  readonly partitions: Partitions
  readonly ranges: (topic: string) => Promise<readonly PartitionRange[]>
  /** The offset after the last that this process has appended: it is read to there at least. */
  readonly appendedTo: (topic: string, partition: number) => number
  /** How long a partition without a leader is waited for, ms. */
  readonly patience: number
}

export type Reader = (topic: string, partition: number, from: number, limit: number) => Promise<readonly LogRecord[]>

const READ_COMMITTED = 1
const FETCH_BYTES = 8 * 1024 * 1024
const PAUSE_MS = 50

/** Reads partitions from an offset on, at their leaders, without a group. */
export function createReader({ brokers, partitions, ranges, appendedTo, patience }: ReaderOptions): Reader {
  const fetchOnce = async (topic: string, partition: number, from: number): Promise<FetchedPartition> => {
    const leader = await brokers.leader(topic, partition)
    if (leader === undefined) throw new Error('The partition has no leader.')
    const { responses } = await leader.fetch({
      replicaId: -1, maxWaitTime: 0, minBytes: 0, maxBytes: FETCH_BYTES, isolationLevel: READ_COMMITTED,
      topics: [{ topic, partitions: [{ partition, fetchOffset: String(from), maxBytes: FETCH_BYTES }] }],
    })
    const answer = responses.find(({ topicName }) => topicName === topic)?.partitions.find((one) => one.partition === partition)
    if (answer === undefined) throw new Error('The broker\'s answer is not about what was asked for.')
    return answer
  }
  /** Tries again, with a new view of who leads what, while leaders change. */
  const fetch = async (topic: string, partition: number, from: number): Promise<FetchedPartition> => {
    const until = performance.now() + patience
    for (;;) {
      try {
        return await fetchOnce(topic, partition, from)
      } catch (error) {
        if (isOutOfRange(error) || performance.now() > until) throw error
        await sleep(PAUSE_MS)
        await brokers.refresh().catch(() => undefined)
      }
    }
  }
  /** Where to go on after OFFSET_OUT_OF_RANGE: the start of what was trimmed; undefined past the end. */
  const afterTrim = async (topic: string, partition: number, from: number): Promise<number | undefined> => {
    const range = (await ranges(topic)).find((one) => one.partition === partition)
    return range !== undefined && from < range.start ? range.start : undefined
  }
  const read = async (topic: string, partition: number, from: number, limit: number): Promise<readonly LogRecord[]> => {
    const records: LogRecord[] = []
    const until = performance.now() + patience
    let next = from
    while (records.length < limit) {
      let answer: FetchedPartition
      try {
        answer = await fetch(topic, partition, next)
      } catch (error) {
        const start = isOutOfRange(error) ? await afterTrim(topic, partition, next) : undefined
        if (start === undefined && !isOutOfRange(error)) throw error
        if (start === undefined) return records
        next = start
        continue
      }
      const wanted = answer.messages.filter(({ offset }) => Number(offset) >= next)
      for (const message of wanted) if (message.isControlRecord !== true && records.length < limit) records.push(logRecord(topic, partition, message))
      const last = wanted.at(-1)
      if (last !== undefined) {
        next = Number(last.offset) + 1
        continue
      }
      // A new leader may not know yet how far the log is acknowledged.
      if (next >= Math.max(Number(answer.highWatermark), appendedTo(topic, partition)) || performance.now() > until) return records
      await sleep(PAUSE_MS)
    }
    return records
  }
  return async (topic, partition, from, limit) => {
    await partitions.of(topic)
    try {
      return await read(topic, partition, from, limit)
    } catch (error) {
      throw asEventLogError(error, 'a partition cannot be read')
    }
  }
}
