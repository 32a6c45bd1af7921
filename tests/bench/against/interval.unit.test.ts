import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { compare, median, rankInterval } from '../../../bench/against/interval.ts'

const rounds = (currents: readonly number[], bases: readonly number[]) =>
  currents.map((current, round) => ({ current, base: bases[round] ?? Number.NaN }))

describe('median', () => {
  test('of an odd and an even number of values, in any order', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([])).toBeNaN()
  })
})

describe('The exact interval of a median', () => {
  // Conover, Practical Nonparametric Statistics: tables of the sign test.
  test.each([
    [1, 1, 1, 0],
    [3, 1, 3, 0.75],
    [5, 1, 5, 0.9375],
    [6, 1, 6, 0.96875],
    [7, 1, 7, 0.984375],
    [9, 2, 8, 0.9609375],
    [15, 4, 12, 0.96484375],
    [20, 6, 15, 0.9586105346679688],
  ])('of %i values goes from the %i. to the %i., with confidence %d', (n, low, high, confidence) => {
    const values = Array.from({ length: n }, (_, at) => n - at)
    const interval = rankInterval(values)
    expect(interval).toMatchObject({ low, high })
    expect(interval.confidence).toBeCloseTo(confidence, 12)
  })

  test('less wanted, a narrower interval', () => {
    expect(rankInterval([1, 2, 3, 4, 5, 6, 7], 0.8)).toEqual({ low: 2, high: 6, confidence: 0.875 })
  })

  test('holds the true median about as often as it says', () => {
    // A lopsided distribution of median 1, from a fixed sequence of random numbers.
    let state = 1
    const random = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return (state + 0.5) / 2 ** 32
    }
    const runs = 4_000
    let held = 0
    for (let run = 0; run < runs; run++) {
      const { low, high } = rankInterval(Array.from({ length: 9 }, () => Math.exp(Math.tan(Math.PI * (random() - 0.5)) / 10)))
      if (low <= 1 && 1 <= high) held += 1
    }
    expect(held / runs).toBeGreaterThan(0.95)
    expect(held / runs).toBeLessThan(0.972)
  })
})

describe('Comparing two builds', () => {
  test('a third slower is seen, above 1 is better', () => {
    const slow = compare(rounds([70, 72, 68, 71, 69, 70, 73], [100, 101, 99, 100, 102, 98, 100]), 'more')
    expect(slow.ratio).toBeCloseTo(0.7)
    expect(slow.high).toBeLessThan(0.75)
  })

  test('of times and memory, less is better', () => {
    expect(compare(rounds([50], [100]), 'less')).toMatchObject({ ratio: 2, low: 2, high: 2 })
  })

  test('a round in which the machine was slow for both does not widen the interval', () => {
    expect(compare(rounds([100, 10, 100], [100, 10, 100]), 'more')).toMatchObject({ ratio: 1, low: 1, high: 1 })
  })

  test('a build and itself: swapped, the interval is the inverse', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ current: fc.double({ min: 1, max: 1e6, noNaN: true }), base: fc.double({ min: 1, max: 1e6, noNaN: true }) }), {
          minLength: 1,
          maxLength: 15,
        }),
        (pairs) => {
          const one = compare(pairs, 'more')
          const other = compare(pairs, 'less')
          expect(one.low * other.high).toBeCloseTo(1, 6)
          expect(one.ratio * other.ratio).toBeCloseTo(1, 6)
          expect(one.low).toBeLessThanOrEqual(one.high)
        },
      ),
    )
  })

  test('over few rounds the ratio of medians lies in the interval', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ current: fc.double({ min: 1, max: 1e6, noNaN: true }), base: fc.double({ min: 1, max: 1e6, noNaN: true }) }), {
          minLength: 1,
          maxLength: 8,
        }),
        (pairs) => {
          const { ratio, low, high } = compare(pairs, 'more')
          expect(ratio).toBeGreaterThanOrEqual(low * (1 - 1e-12))
          expect(ratio).toBeLessThanOrEqual(high * (1 + 1e-12))
        },
      ),
    )
  })
})
