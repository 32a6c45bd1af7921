import { describe, expect, it } from '@jest/globals'
import { firstOfRun } from '../../../consumers/transparency-log/beginning.ts'

describe('where the records that are there begin in the transparency log', () => {
  it.each([
    [[700, 701, 702], 700],
    [[4, 700, 701, 2, 702], 700],
    [[699, 700], 699],
    [[5], 5],
    [[], undefined],
  ])('%j: %s', (indexes, first) => {
    expect(firstOfRun(indexes)).toBe(first)
  })
})
