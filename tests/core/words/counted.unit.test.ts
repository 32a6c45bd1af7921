import { describe, expect, test } from '@jest/globals'
import { counted } from '../../../core/words/counted.ts'

describe('a number with what it counts', () => {
  test.each([
    [0, '0 reads'],
    [1, '1 read'],
    [2, '2 reads'],
  ])('%i: %s', (count, words) => {
    expect(counted(count, 'read')).toBe(words)
  })

  test('takes what several are called', () => {
    expect([1, 2].map((count) => counted(count, 'agency', 'agencies'))).toEqual(['1 agency', '2 agencies'])
  })
})
