import { describe, expect, test } from '@jest/globals'
import { BLOCKS, workSize } from '../../../bench/against/work-size.ts'

describe('How much a comparison does', () => {
  test('without options: three rounds of 3,000 events and 500 reads of each build', () => {
    const { rounds, placed, reads } = workSize({ quick: false })
    expect([rounds, BLOCKS * placed, BLOCKS * reads]).toEqual([3, 3_000, 500])
  })

  test('rounds, and the events of a rebuild, are as they are asked for', () => {
    expect(workSize({ quick: true, rounds: 7, rebuilt: 200_000 })).toMatchObject({ rounds: 7, rebuilt: 200_000 })
  })
})
