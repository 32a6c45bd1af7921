import { describe, expect, it } from '@jest/globals'
import { eachInSlices, finishInSlices, mapInSlices } from '../../../infra/event-loop/in-slices.ts'

/** Works for so many milliseconds. */
const work = (ms: number): void => {
  for (const end = performance.now() + ms; performance.now() < end;) Math.sqrt(end)
}

/** How often others had their turn while something went on. */
async function turnsDuring(what: Promise<unknown>): Promise<number> {
  let turns = 0
  let over = false
  const count = (): void => {
    turns += 1
    if (!over) setImmediate(count)
  }
  setImmediate(count)
  await what
  over = true
  return turns
}

describe('work in slices', () => {
  it('lets others have their turn while it goes on, and gives what it would give at once', async () => {
    const items = Array.from({ length: 60 }, (_, at) => at)
    let values: readonly number[] = []
    expect(
      await turnsDuring(
        mapInSlices(items, (item) => {
          work(2)
          return item * 2
        }).then((found) => {
          values = found
        }),
      ),
    ).toBeGreaterThanOrEqual(5)
    expect(values).toEqual(items.map((item) => item * 2))
  })

  it('ends steps with their value', async () => {
    function* steps(): Generator<undefined, string, undefined> {
      for (let at = 0; at < 60; at++) {
        work(2)
        yield
      }
      return 'done'
    }
    let value = ''
    expect(
      await turnsDuring(
        finishInSlices(steps()).then((found) => {
          value = found
        }),
      ),
    ).toBeGreaterThanOrEqual(5)
    expect(value).toBe('done')
  })

  it('rejects with what its work throws', async () => {
    await expect(
      eachInSlices([1], () => {
        throw new RangeError('no')
      }),
    ).rejects.toThrow(RangeError)
  })
})
