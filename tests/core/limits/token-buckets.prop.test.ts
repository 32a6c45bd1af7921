import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createTokenBuckets } from '../../../core/limits/token-buckets.ts'

describe('token buckets', () => {
  it('never give more than a burst and what has flowed in since', () => {
    const asked = fc.array(fc.record({ after: fc.integer({ min: 0, max: 3_000 }), tokens: fc.integer({ min: 1, max: 5 }) }), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(asked, (requests) => {
        const buckets = createTokenBuckets({ perSecond: 2, burst: 10 })
        let [now, taken] = [0, 0]
        for (const { after, tokens } of requests) {
          now += after
          if (buckets.wait('one', tokens, now) > 0) continue
          buckets.take('one', tokens, now)
          taken += tokens
          expect(taken).toBeLessThanOrEqual(10 + (now / 1_000) * 2 + 1e-6)
        }
      }),
    )
  })

  it('say after how many seconds there is enough, and keep keys apart', () => {
    const buckets = createTokenBuckets({ perSecond: 2, burst: 10 })
    buckets.take('one', 10, 0)
    expect(buckets.wait('one', 4, 0)).toBe(2)
    expect(buckets.wait('one', 4, 1_000)).toBe(1)
    expect(buckets.wait('one', 4, 2_000)).toBe(0)
    expect(buckets.wait('other', 10, 0)).toBe(0)
    expect(buckets.wait('other', 11, 0)).toBe(Infinity)
  })

  it('hold after ten thousand other keys what one held before them, and forget one that has taken nothing for twice as many', () => {
    const buckets = createTokenBuckets({ perSecond: 1, burst: 2 })
    const flood = (keys: number, from: number): void => {
      for (let key = from; key < from + keys; key++) buckets.take(`flood ${String(key)}`, 1, 1_000)
    }
    buckets.take('kept', 2, 0)
    flood(10_000, 0)
    expect(buckets.wait('kept', 2, 1_000)).toBe(1)
    flood(20_000, 10_000)
    expect(buckets.wait('kept', 2, 1_000)).toBe(0)
  })
})
