import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { watchDependencies } from '../../../infra/health/dependencies.ts'

async function until(holds: () => boolean): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end; await sleep(5)) if (holds()) return
  throw new Error('It did not come.')
}

describe('the parts that a process stands on', () => {
  it('asks each by itself: one that is silent is down, is not asked more and more, and comes back; the others go on', async () => {
    let answers = false
    let asked = 0
    let others = 0
    const waiting: (() => void)[] = []
    const watch = watchDependencies(
      [
        {
          name: 'frozen',
          boundMs: 1_000,
          ask: () => {
            asked++
            return answers
              ? Promise.resolve()
              : new Promise((resolve) => {
                  waiting.push(() => {
                    resolve(undefined)
                  })
                })
          },
        },
        {
          name: 'fine',
          boundMs: 1_000,
          ask: async () => {
            others++
          },
        },
        { name: 'broken', boundMs: 1_000, ask: () => Promise.reject(new Error('away')) },
      ],
      { everyMs: 2, timeoutMs: 5 },
    )
    try {
      await until(() => others > 50)
      const states = Object.fromEntries(watch.states().map((state) => [state.name, state]))
      expect([states.frozen?.up, states.frozen?.answeredAt, states.fine?.up, states.broken?.up]).toEqual([false, undefined, true, false])
      expect(asked).toBe(2)
      answers = true
      for (const thaw of waiting) thaw()
      await until(() => watch.states()[0]?.up === true)
      expect(watch.states()[0]?.answeredAt).toBeGreaterThan(0)
    } finally {
      watch.stop()
    }
  })
})
