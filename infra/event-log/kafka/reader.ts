import { setTimeout as sleep } from 'node:timers/promises'
import type Cluster from 'kafkajs/src/cluster/index.js'
import { EventLogError, type LogRecord } from '../port.ts'
import type { TopicMetadata } from './topic-metadata.ts'
import { isOutOfRange } from './errors.ts'
import { fetchFrom } from './fetch.ts'
import { leaderOf } from './leader.ts'
import { patiently } from './patience.ts'
import type { Ranges } from './ranges.ts'
import { recover } from './recover.ts'

export interface ReaderDeps {
  readonly cluster: Cluster
  readonly topics: TopicMetadata
  readonly ranges: Ranges
  /** To where this process's own appends were acknowledged. */
  readonly acknowledged: (topic: string, partition: number) => number
  readonly patienceMs: number
}

export type Read = (topic: string, partition: number, from: number, limit: number) => Promise<readonly LogRecord[]>

const LEAST_BYTES = 64 * 1024
const MOST_BYTES = 4 * 1024 * 1024
/** Bytes that a record may have for one fetch to be enough, about. */
const RECORD_BYTES = 2 * 1024
const CATCH_UP_PAUSE_MS = 10

/** Reads partitions at their leaders, without a group. Survives a change of leaders; sees at least what this process has appended. */
export function createReader({ cluster, topics, ranges, acknowledged, patienceMs }: ReaderDeps): Read {
  const fetchOnce = async (topic: string, partition: number, from: number, records: number) => {
    const maxBytes = Math.min(Math.max(records * RECORD_BYTES, LEAST_BYTES), MOST_BYTES)
    const leader = await leaderOf(cluster, topic, partition)
    const [fetched] = await fetchFrom(leader, [{ topic, partition, from }], { waitMs: 0, maxBytes, maxPartitionBytes: maxBytes })
    if (fetched === undefined) throw new Error("The broker's answer is not about what was asked for.")
    return fetched
  }
  /** Where to go on when the broker has nothing at `from`: the start of what is left after trimming, else the end. */
  const inRange = async (topic: string, partition: number, from: number): Promise<{ readonly next: number; readonly end: number }> => {
    const { start = 0, end = 0 } = (await ranges(topic)).find((range) => range.partition === partition) ?? {}
    return { next: Math.max(from, start), end }
  }
  const next = (topic: string, partition: number, from: number, records: number) =>
    patiently({ ms: patienceMs, recover: (error) => recover(cluster, error), doing: `${topic} cannot be read` }, async () => {
      try {
        return await fetchOnce(topic, partition, from, records)
      } catch (error) {
        if (!isOutOfRange(error)) throw error
        const range = await inRange(topic, partition, from)
        return { ...range, readable: range.end, records: [] }
      }
    })
  return async (topic, partition, from, limit) => {
    const count = await topics.partitions(topic)
    if (partition >= count || partition < 0)
      throw new EventLogError('unknown-topic', `Topic ${topic} has no partition ${String(partition)}.`)
    const floor = acknowledged(topic, partition)
    const patience = performance.now() + patienceMs
    const records: LogRecord[] = []
    for (let at = Math.max(from, 0); records.length < limit;) {
      const fetched = await next(topic, partition, at, limit - records.length)
      for (const record of fetched.records) if (records.length < limit) records.push(record)
      const moved = fetched.next > at
      at = fetched.next
      if (moved && at < fetched.readable) continue
      // A new leader learns a moment later how far the partition is acknowledged.
      if (fetched.end >= floor && at >= fetched.readable) break
      if (moved) continue
      if (performance.now() > patience) throw new EventLogError('unavailable', `${topic} cannot be read to its end.`)
      await sleep(CATCH_UP_PAUSE_MS)
    }
    return records
  }
}
