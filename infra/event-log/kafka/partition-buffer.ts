import type { Batch, LogRecord } from '../port.ts'
import { servedNow } from '../served-now.ts'
import type { Fetched } from './incoming.ts'

/** A partition that a consumer holds: what was fetched ahead of its handler. */
export interface PartitionBuffer {
  readonly topic: string
  readonly partition: number
  /** The offset to fetch next. */
  next: number
  /** The offset after the last that was handled. */
  handled: number
  records: LogRecord[]
  bytes: number
}

export const createPartitionBuffer = (topic: string, partition: number, from: number): PartitionBuffer => ({
  topic,
  partition,
  next: from,
  handled: from,
  records: [],
  bytes: 0,
})

const bytesOf = (records: readonly LogRecord[]): number => records.reduce((sum, { value }) => sum + value.byteLength, 0)

/** Keeps what a fetch gave. INVARIANT: only what follows on; an answer to an older question is dropped. */
export function keep(buffer: PartitionBuffer, { from, next, records }: Fetched): void {
  if (from !== buffer.next) return
  buffer.next = next
  for (const record of records) buffer.records.push(record)
  buffer.bytes += bytesOf(records)
}

/** Bytes of values that one call of a handler gets, about. */
const MAX_BYTES = 8 * 1024 * 1024

function takeFrom(buffer: PartitionBuffer, most: number, mostBytes: number): readonly LogRecord[] {
  let count = 0
  let bytes = 0
  for (const { value } of buffer.records) {
    if (count === most || (count > 0 && bytes + value.byteLength > mostBytes)) break
    bytes += value.byteLength
    count++
  }
  buffer.bytes -= bytes
  return buffer.records.splice(0, count)
}

/** Up to `limit` records in all for one call of a handler, shared fairly among the partitions that have any (`servedNow`); `round`, counted up, moves which partition comes first. */
export function take(buffers: readonly PartitionBuffer[], limit: number, round: number): readonly Batch[] {
  const ready = servedNow(
    buffers.filter(({ records }) => records.length > 0),
    ({ records }) => records.length,
    round,
  )
  const batches: Batch[] = []
  let left = limit
  let bytes = MAX_BYTES
  for (let index = 0; index < ready.length && left > 0 && bytes > 0; index++) {
    const buffer = ready[(index + round) % ready.length]
    if (buffer === undefined) break
    const records = takeFrom(buffer, Math.ceil(left / (ready.length - index)), bytes)
    batches.push({ topic: buffer.topic, partition: buffer.partition, records })
    left -= records.length
    bytes -= bytesOf(records)
  }
  return batches
}
