import { describe, expect, it } from '@jest/globals'
import { createAdmission } from '../../../../infra/event-log/kafka/admission.ts'

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

describe('admission to the queues', () => {
  it('lets in by the order of the calls, however long each takes to prepare', async () => {
    const admission = createAdmission(1_000)
    const order: number[] = []
    await Promise.all(
      [30, 0, 10].map((ms, index) =>
        admission.enter(
          () => pause(ms),
          () => 1,
          async () => {
            order.push(index)
          },
        ),
      ),
    )
    expect(order).toEqual([0, 1, 2])
  })

  it('waits while the queues hold too much, and goes on when they have room', async () => {
    const admission = createAdmission(10)
    const open: (() => void)[] = []
    let begun = 0
    const calls = Array.from({ length: 4 }, () =>
      admission.enter(
        async () => undefined,
        () => 6,
        () => {
          begun++
          return new Promise<void>((resolve) => {
            open.push(resolve)
          })
        },
      ),
    )
    await pause(5)
    expect(begun).toBe(2)
    open[0]?.()
    await pause(5)
    expect(begun).toBe(3)
    for (const go of open) go()
    await pause(5)
    open.at(-1)?.()
    await Promise.all(calls)
    await admission.idle()
  })

  it('lets the next in when one could not be prepared or failed', async () => {
    const admission = createAdmission(10)
    await expect(
      admission.enter(
        async () => {
          throw new Error('no such topic')
        },
        () => 20,
        async () => 1,
      ),
    ).rejects.toThrow('no such topic')
    await expect(
      admission.enter(
        async () => undefined,
        () => 20,
        async () => {
          throw new Error('lost')
        },
      ),
    ).rejects.toThrow('lost')
    expect(
      await admission.enter(
        async () => undefined,
        () => 20,
        async () => 2,
      ),
    ).toBe(2)
  })
})
