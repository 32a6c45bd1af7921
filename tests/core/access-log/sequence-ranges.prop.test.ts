import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isInRanges, sequenceRanges } from '../../../core/access-log/sequence-ranges.ts'

describe('numbers of events as ranges', () => {
  it('hold the numbers that they were made of, and no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 80 })), (sequences) => {
        const ranges = sequenceRanges(sequences)
        for (let number = 0; number <= 81; number++)
          expect([number, isInRanges(ranges, number)]).toEqual([number, sequences.includes(number)])
      }),
    )
  })

  it('are short for a whole case, and empty for nothing', () => {
    expect(sequenceRanges(Array.from({ length: 40 }, (_, at) => at + 1))).toBe('1-40')
    expect([sequenceRanges([]), sequenceRanges([3, 1, 2, 7])]).toEqual(['', '1-3 7'])
  })
})
