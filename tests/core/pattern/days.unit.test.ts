import { describe, expect, it } from '@jest/globals'
import { byDay, daysOf, daysSince, isWithin, monthOfItem, shownDay } from '../../../core/pattern/days.ts'
import type { PatternItem } from '../../../core/pattern/item.ts'
import { incident } from './items.ts'

const at = (from: string, precision: string, until?: string): PatternItem => ({
  ...incident('2025-01-01', []),
  occurred: { from, precision, ...(until === undefined ? {} : { until }) },
})

describe('the days of an item', () => {
  it.each([
    ['a day', at('2025-03-09', 'day'), '2025-03-09', '2025-03-09', '2025-03'],
    ['a moment, by the clock in London', at('2025-06-30T23:30:00Z', 'exact'), '2025-07-01', '2025-07-01', '2025-07'],
    ['a month, whole', at('2024-02', 'month'), '2024-02-01', '2024-02-29', '2024-02'],
    ['a day that is said to the month', at('2024-02-10', 'month'), '2024-02-01', '2024-02-29', '2024-02'],
    ['a year, whole, and no month of it', at('2024-05-01', 'year'), '2024-01-01', '2024-12-31', '2024'],
    ['a period, in the month in which it begins', at('2024-05-28', 'period', '2024-07-02'), '2024-05-28', '2024-07-02', '2024-05'],
    ['a period in months', at('2024-05', 'period', '2024-07'), '2024-05-01', '2024-07-31', '2024-05'],
  ])('are of %s', (_, item, first, last, month) => {
    expect(daysOf(item)).toEqual({ first, last })
    expect(monthOfItem(item)).toBe(month)
  })

  it('are within a range where any of them is', () => {
    expect(isWithin(at('2024-02', 'month'), '2024-02-29', '2024-06-01')).toBe(true)
    expect(isWithin(at('2024-02', 'month'), '2024-03-01', '2024-06-01')).toBe(false)
  })

  it('are counted back to from the last of them, and never from before it', () => {
    expect(daysSince(at('2024-02', 'month'), '2024-03-10')).toBe(10)
    expect(daysSince(at('2024-03', 'month'), '2024-03-10')).toBe(0)
  })

  it('are told as coarse as they are shown', () => {
    expect([at('2024-02', 'month'), at('2024-05-01', 'year'), at('2025-03-09', 'day')].map(shownDay)).toEqual([
      '2024-02',
      '2024',
      '2025-03-09',
    ])
  })

  it('put items of one day in the order of their moments, then in that in which they were recorded', () => {
    const [late, early] = [at('2025-03-09T20:00:00Z', 'exact'), at('2025-03-09T08:00:00Z', 'exact')]
    const [after, before] = [
      { ...at('2025-03-10', 'day'), recorded_at: '2025-03-12T09:00:00Z' },
      { ...at('2025-03-10', 'day'), recorded_at: '2025-03-11T09:00:00Z' },
    ]
    expect([after, late, before, early].toSorted(byDay)).toEqual([early, late, before, after])
  })
})
