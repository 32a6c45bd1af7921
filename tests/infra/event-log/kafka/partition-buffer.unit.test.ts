import { describe, expect, it } from '@jest/globals'
import { createPartitionBuffer, keep, take } from '../../../../infra/event-log/kafka/partition-buffer.ts'
import type { LogRecord } from '../../../../infra/event-log/port.ts'

const records = (partition: number, from: number, count: number, bytes = 10): LogRecord[] =>
  Array.from({ length: count }, (_, index) => ({
    topic: 't',
    partition,
    offset: from + index,
    timestamp: 0,
    key: null,
    value: Buffer.alloc(bytes),
    headers: {},
  }))
const fetched = (partition: number, from: number, count: number, bytes?: number) => ({
  topic: 't',
  partition,
  from,
  next: from + count,
  readable: from + count,
  end: from + count,
  records: records(partition, from, count, bytes),
})

describe('what was fetched ahead', () => {
  it('is kept only where it follows on: an answer to an older question is dropped', () => {
    const buffer = createPartitionBuffer('t', 0, 5)
    keep(buffer, fetched(0, 0, 5))
    keep(buffer, fetched(0, 5, 2))
    keep(buffer, fetched(0, 5, 2))
    keep(buffer, fetched(0, 9, 2))
    expect(buffer.records.map(({ offset }) => offset)).toEqual([5, 6])
    expect(buffer).toMatchObject({ next: 7, bytes: 20 })
  })

  it('is shared fairly among partitions, in order, with no more in all than asked for', () => {
    const buffers = [0, 1, 2].map((partition) => createPartitionBuffer('t', partition, 0))
    for (const buffer of buffers) keep(buffer, fetched(buffer.partition, 0, buffer.partition === 1 ? 2 : 50))
    const batches = take(buffers, 30, 1)
    expect(batches.map(({ partition, records: all }) => [partition, all.length])).toEqual([
      [1, 2],
      [2, 14],
      [0, 14],
    ])
    expect(buffers.map(({ records: [first] }) => first?.offset)).toEqual([14, undefined, 14])
  })

  it('goes to a handler a few megabytes at a time, and at least one record', () => {
    const buffer = createPartitionBuffer('t', 0, 0)
    keep(buffer, fetched(0, 0, 3, 5 * 1024 * 1024))
    expect(take([buffer], 100, 0)[0]?.records).toHaveLength(1)
    expect(take([buffer], 100, 0)[0]?.records).toHaveLength(1)
    expect(buffer.bytes).toBe(5 * 1024 * 1024)
  })
})
