import Batch from 'kafkajs/src/consumer/batch.js'
import type { FetchedMessage, FetchedPartition } from 'kafkajs/src/consumer/batch.js'
import type { LogRecord } from '../port.ts'

/** What a fetch gave of one partition. */
export interface Fetched {
  readonly topic: string
  readonly partition: number
  /** The offset that was asked for. */
  readonly from: number
  /** The offset to go on from. */
  readonly next: number
  /** Records that are readable: all before it, without open transactions. */
  readonly readable: number
  /** The offset after the last that all in-sync replicas have, as the broker knows. */
  readonly end: number
  readonly records: readonly LogRecord[]
}

const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({})
const EMPTY = Buffer.alloc(0)

type Headers = Pick<LogRecord, 'headers' | 'doubled'>

/** Of a header that is there several times, the last counts, and it is named. */
function headersOf(headers: FetchedMessage['headers']): Headers {
  const names = Object.keys(headers)
  if (names.length === 0) return { headers: NO_HEADERS }
  const doubled = names.filter((name) => Array.isArray(headers[name]))
  const read = Object.fromEntries(names.map((name) => [name, [headers[name] ?? ''].flat().at(-1)?.toString() ?? '']))
  return doubled.length === 0 ? { headers: read } : { headers: read, doubled }
}

const recordOf = (topic: string, partition: number, { offset, timestamp, key, value, headers }: FetchedMessage): LogRecord => ({
  topic,
  partition,
  offset: Number(offset),
  timestamp: Number(timestamp),
  key: key === null ? null : key.toString('utf8'),
  value: value ?? EMPTY,
  ...headersOf(headers),
})

/** Records of a fetch from an offset on, in order, without control records and what was aborted. */
export function incoming(topic: string, from: number, data: FetchedPartition): Fetched {
  const { partition } = data
  const batch = new Batch(topic, String(from), data)
  const last = batch.messagesWithinOffset.at(-1)
  // Only records before `from`: there is none at `from`, and there never will be.
  const next = last !== undefined ? Number(last.offset) + 1 : batch.rawMessages.length > 0 ? from + 1 : from
  const end = Number(data.highWatermark)
  const readable = Number(data.lastStableOffset)
  return {
    topic,
    partition,
    from,
    next,
    end,
    readable: readable >= 0 ? readable : end,
    records: batch.messages.map((message) => recordOf(topic, partition, message)),
  }
}
