import { describe, expect, it } from '@jest/globals'
import { createBatchSize } from '../../consumers/batch-size.ts'
import type { Batch } from '../../infra/event-log/port.ts'

const batch = (partition: number, records: number): Batch => ({
  topic: 'agency.a.events',
  partition,
  records: Array.from({ length: records }, (_, offset) => ({
    topic: 'agency.a.events',
    partition,
    offset,
    timestamp: 0,
    key: null,
    value: Buffer.alloc(0),
    headers: {},
  })),
})
const taking = (ms: number) => (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

describe('the size of a batch', () => {
  it('grows where batches are quick, no further than it may', async () => {
    const size = createBatchSize(300, { shared: true })
    for (let round = 0; round < 6; round++) await size.measure([batch(0, size.next())], taking(1))
    expect(size.next()).toBe(300)
  })

  it('is not small where all who send have much waiting', async () => {
    const size = createBatchSize(1_000, { shared: true })
    for (let round = 0; round < 3; round++) await size.measure([batch(0, size.next() / 2), batch(1, size.next() / 2)], taking(150))
    expect(size.next()).toBeGreaterThanOrEqual(100)
  })

  it('is small where somebody sends little beside others and a batch takes long', async () => {
    const size = createBatchSize(1_000, { shared: true })
    for (let round = 0; round < 3; round++) {
      await size.measure([batch(1, 1)], taking(1))
      await size.measure([batch(0, size.next() - 1), batch(1, 1)], taking(150))
    }
    expect(size.next()).toBe(40)
  })

  it('learns nothing from a batch that was not full', async () => {
    const size = createBatchSize(1_000, { shared: false })
    const before = size.next()
    await size.measure([batch(0, 1)], taking(1))
    expect(size.next()).toBe(before)
  })
})
