import { describe, expect, it } from '@jest/globals'
import { createLag } from '../../../infra/read-store/lag.ts'

const at = (offset: number): ReadonlyMap<string, number> => new Map([['timeline case.events 0', offset]])
const BOUND_MS = 1_000

describe('how far a read store is behind its logs', () => {
  it('does not matter while what was in the log gets there within the bound, however much comes', () => {
    const lag = createLag(BOUND_MS)
    for (let second = 0; second < 100; second++) {
      lag.compare(second * 200, at(second * 50 + 200), at(second * 50))
      expect(lag.isBehind()).toBe(false)
    }
  })

  it('matters once something has been in the log for longer, until the store has nearly caught up', () => {
    const lag = createLag(BOUND_MS)
    const states = (
      [
        [0, 5, 5],
        [500, 6, 5],
        [1_500, 6, 5],
        [1_501, 6, 5],
        [2_000, 9, 6],
        [2_100, 12, 8],
        [2_200, 12, 9],
        [2_400, 12, 12],
      ] as const
    ).map(([now, end, stands]) => {
      lag.compare(now, at(end), at(stands))
      return lag.isBehind()
    })
    expect(states).toEqual([false, false, false, true, false, false, false, false])
  })

  it('does not end for a moment in which it is a little less than the bound', () => {
    const lag = createLag(BOUND_MS)
    lag.compare(0, at(1), at(0))
    lag.compare(900, at(2), at(0))
    lag.compare(1_100, at(3), at(0))
    lag.compare(1_500, at(4), at(1))
    expect(lag.isBehind()).toBe(true)
    lag.compare(1_600, at(4), at(3))
    expect(lag.isBehind()).toBe(false)
  })

  it('matters at once when the store is older than it was, until it is as new again', () => {
    const lag = createLag(BOUND_MS)
    const states = (
      [
        [0, 5, 5],
        [10, 5, 0],
        [20, 5, 3],
        [30, 5, 5],
      ] as const
    ).map(([now, end, stands]) => {
      lag.compare(now, at(end), at(stands))
      return lag.isBehind()
    })
    expect(states).toEqual([false, true, true, false])
  })
})
