import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createPartitionQueue, type PartitionPosition } from '../../../../infra/event-log/kafka/partition-queue.ts'

interface Item {
  readonly caller: number
  readonly n: number
  readonly bytes: number
}
type Outcome = 'acknowledged' | 'appended, but refused' | 'refused'

/** A partition that fails as it is told: `outcomes` in turn, then all is well. */
const faultyPartition = (outcomes: readonly Outcome[]) => {
  const stored: Item[] = []
  let calls = 0
  let onTheWay = 0
  let overlaps = 0
  const batches: number[] = []
  return {
    stored,
    batches,
    overlaps: () => overlaps,
    send: async (batch: readonly Item[]): Promise<PartitionPosition> => {
      const outcome = outcomes[calls++] ?? 'acknowledged'
      batches.push(batch.length)
      if (++onTheWay > 1) overlaps++
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
      const baseOffset = stored.length
      if (outcome !== 'refused') stored.push(...batch)
      onTheWay--
      if (outcome !== 'acknowledged') throw new Error('unknown')
      return { baseOffset, timestamp: 0 }
    },
  }
}
const outcome = fc.constantFrom<Outcome>('acknowledged', 'appended, but refused', 'refused')

describe('a queue before a partition', () => {
  it('never has two batches on their way, keeps what it acknowledges at the place it names, and each caller in order, whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(outcome, { maxLength: 30 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 5 }),
        async (outcomes, callers, depth) => {
          const partition = faultyPartition(outcomes)
          const queue = createPartitionQueue<Item>({ send: partition.send, maxRecords: 7, maxBytes: 50 })
          const acknowledged: { readonly item: Item; readonly offset: number }[] = []
          // A caller has several calls waiting at once; when some are rejected it sends those again, in order, before anything newer.
          const call = async (caller: number): Promise<void> => {
            for (let round = 0; round < 5; round++) {
              let open = Array.from({ length: depth }, (_, index) => ({ caller, n: round * depth + index, bytes: 9 }))
              while (open.length > 0) {
                const settled = await Promise.allSettled(open.map((item) => queue.add([item])))
                open = open.filter((item, index) => {
                  const one = settled[index]
                  if (one?.status !== 'fulfilled') return true
                  acknowledged.push({ item, offset: one.value[0]?.baseOffset ?? -1 })
                  return false
                })
              }
            }
          }
          await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)))
          expect(partition.overlaps()).toBe(0)
          expect(acknowledged).toHaveLength(callers * 5 * depth)
          for (const { item, offset } of acknowledged) expect(partition.stored[offset]).toBe(item)
          for (let caller = 0; caller < callers; caller++) {
            const firsts = [...new Set(partition.stored.filter((item) => item.caller === caller).map(({ n }) => n))]
            expect(firsts).toEqual([...firsts].sort((a, b) => a - b))
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('puts what comes meanwhile into one batch, within its limits; a larger record goes alone', async () => {
    const partition = faultyPartition([])
    const queue = createPartitionQueue<Item>({ send: partition.send, maxRecords: 3, maxBytes: 50 })
    const sizes = [10, 10, 10, 10, 45, 10, 400, 10]
    await Promise.all(sizes.map((bytes, n) => queue.add([{ caller: 0, n, bytes }])))
    expect(partition.batches).toEqual([3, 1, 1, 1, 1, 1])
    expect(partition.stored.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    await queue.idle()
  })
})
