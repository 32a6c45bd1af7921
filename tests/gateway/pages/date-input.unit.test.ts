import { describe, expect, it } from '@jest/globals'
import { writtenDate } from '../../../gateway/pages/date-input.ts'

const read = (day: string, month: string, year: string) =>
  writtenDate(new Map(Object.entries({ 'until-day': day, 'until-month': month, 'until-year': year })), 'until', 'The last day')

describe('a date in three fields', () => {
  it.each([
    ['9', '3', '2026', '2026-03-09'],
    [' 29 ', '02', '2028', '2028-02-29'],
  ])('%s %s %s is %s', (day, month, year, text) => {
    expect(read(day, month, year)).toEqual({ name: 'until', text })
  })
  it.each([
    ['', '', '', 'The last day must be given.', ['day', 'month', 'year']],
    ['9', '', '2026', 'The last day must include a month.', ['month']],
    ['', '3', '', 'The last day must include a day and a year.', ['day', 'year']],
    ['9', '13', '2026', 'The last day must have a month from 1 to 12.', ['month']],
    [
      '0',
      'March',
      '26',
      'The last day must have a day from 1 to 31 and a month from 1 to 12 and a year of four digits.',
      ['day', 'month', 'year'],
    ],
    ['31', '2', '2026', 'The last day must be a real date: that month has fewer days.', ['day']],
    ['29', '2', '2026', 'The last day must be a real date: that month has fewer days.', ['day']],
  ])('%s %s %s is none: %s', (day, month, year, text, parts) => {
    expect(read(day, month, year)).toEqual({ name: 'until', text: '', wrong: { text, parts } })
  })
})
