import { expect, test } from '@jest/globals'
import { createProgress } from '../../../bench/system/observed-log.ts'

const batches = (count: number) => [
  {
    topic: 'case.events',
    partition: 0,
    records: Array.from({ length: count }, (_, offset) => ({
      topic: 'case.events',
      partition: 0,
      offset,
      timestamp: 0,
      key: null,
      value: Buffer.alloc(0),
      headers: {},
    })),
  },
]

test('two who wait at once are both told', async () => {
  const progress = createProgress()
  const both = [progress.handled(['intake'], 2), progress.handled(['timeline'], 3)]
  progress.onHandled('intake', batches(2))
  progress.onHandled('timeline', batches(3))
  expect((await Promise.all(both)).every(Number.isFinite)).toBe(true)
})

test('whoever begins to wait before the append is told of what was handled meanwhile', async () => {
  const progress = createProgress()
  progress.onHandled('intake', batches(5))
  const handled = progress.handled(['intake'], 4)
  progress.onHandled('intake', batches(4))
  await expect(handled).resolves.toEqual(expect.any(Number))
})
