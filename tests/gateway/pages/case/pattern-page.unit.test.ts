import { describe, expect, it } from '@jest/globals'
import { monthsOf } from '../../../../gateway/pages/case/pattern-page.ts'

const keysOf = (...months: readonly string[]): readonly string[] => monthsOf(months).map(({ key }) => key)

describe('the months of a table', () => {
  it('are all of them from the first to the last, and years alone stand first', () => {
    expect(keysOf('2025-02', '2024', '2024-11')).toEqual(['2024', '2024-11', '2024-12', '2025-01', '2025-02'])
    expect(keysOf('2016-01', '2025-12')).toHaveLength(120)
    expect(keysOf()).toEqual([])
  })

  it('are those that have something where they are of more than ten years', () => {
    expect(keysOf('2025-02', '1900-01', '2025-04')).toEqual(['1900-01', '2025-02', '2025-04'])
  })
})
