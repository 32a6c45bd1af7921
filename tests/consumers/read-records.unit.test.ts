import { describe, expect, it } from '@jest/globals'
import { countOf } from '../../consumers/batch-size.ts'
import { readBatches } from '../../consumers/read-records.ts'
import type { EventLog } from '../../infra/event-log/port.ts'

/** A log that gives three records at most at a time. */
const log = {
  read: async (topic: string, partition: number, from: number, most: number) =>
    Array.from({ length: Math.min(3, most, 10 - from) }, (_, at) => ({ topic, partition, offset: from + at })),
} as unknown as EventLog

async function read(ranges: readonly { readonly partition: number; readonly start: number; readonly end: number }[], most: number) {
  const chunks: string[] = []
  const counts: number[] = []
  for await (const batches of readBatches(log, 'case.events', ranges, most)) {
    counts.push(countOf(batches))
    chunks.push(
      batches.map(({ partition, records }) => `${String(partition)}: ${records.map(({ offset }) => offset).join(' ')}`).join(', '),
    )
  }
  return { chunks, counts }
}

describe('records of several partitions, in batches', () => {
  it('are each there once, in order, as many at once as were asked for', async () => {
    const ranges = [
      { partition: 0, start: 2, end: 9 },
      { partition: 1, start: 0, end: 0 },
      { partition: 2, start: 0, end: 4 },
    ]
    expect(await read(ranges, 5)).toEqual({ chunks: ['0: 2 3 4 5 6', '0: 7 8, 2: 0 1 2', '2: 3'], counts: [5, 5, 1] })
  })

  it('end where the log ends', async () => {
    expect(await read([{ partition: 0, start: 8, end: 40 }], 100)).toEqual({ chunks: ['0: 8 9'], counts: [2] })
  })
})
