import { describe, expect, test } from '@jest/globals'
import { blocksOf, sidesInOrder } from '../../../bench/against/order.ts'

describe('The order of the builds', () => {
  test('A B B A, then B A A B', () => {
    expect(
      [0, 1, 2].map((round) =>
        blocksOf(round)
          .map((side) => (side === 'base' ? 'A' : 'B'))
          .join(''),
      ),
    ).toEqual(['ABBA', 'BAAB', 'ABBA'])
  })

  test('a machine that gets slower by the same at every block costs both builds the same, in each round', () => {
    for (const round of [0, 1]) {
      const cost = { base: 0, current: 0 }
      for (const [block, side] of blocksOf(round).entries()) cost[side] += block
      expect(cost.base).toBe(cost.current)
    }
  })

  test('where each runs once a round, they take turns at being first', () => {
    expect([0, 1].map((round) => sidesInOrder(round))).toEqual([
      ['base', 'current'],
      ['current', 'base'],
    ])
  })
})
