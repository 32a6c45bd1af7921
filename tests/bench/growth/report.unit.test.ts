import { describe, expect, test } from '@jest/globals'
import { growthMarkdown, growthOfReads, growthPanels, growthText } from '../../../bench/growth/report.ts'
import { stepOf } from '../../fixtures/measured-steps.ts'

const steps = [stepOf(10_000, 20), stepOf(1_000_000, 25)]

describe('The report of growth', () => {
  test('says by how much a read of a case of 40 events grew from the smallest step to the largest', () => {
    expect(growthOfReads(steps)).toBe(
      'Read p50 of a case of 40 events at 1,000,004 ÷ at 10,004: 1.25 (aim at 1,000,000 ÷ 10,000: at most 1.3); of processor time 1.00.',
    )
    expect(growthOfReads(steps.slice(0, 1))).toBe('One step: nothing to compare.')
    expect(growthOfReads([])).toBe('One step: nothing to compare.')
  })

  test('has a row for each step, with rates, times, and what it takes on disk', () => {
    expect(growthMarkdown(steps).split('\n')).toEqual(
      expect.arrayContaining([
        '| 10,004 | 10,000 | 500 (450–520) | 3.25 | 4.0 | 10.0 | 1,000 | 30 | 70 | 9,996 | 900 |',
        '| at 1,000,004 | 12.5, 25.0 (5.0) | 25.0, 50.0 (10.0) |',
      ]),
    )
  })

  test('says that it does not know the size of logs on a server that was given', () => {
    expect(growthMarkdown([{ ...stepOf(10_000, 20), logBytes: undefined }])).toContain('| – | 70 |')
  })

  test('is the same in a terminal, in columns', () => {
    expect(growthText(steps)).toMatch(/^events +on timelines +written a second/)
    expect(growthText(steps)).toMatch(/^at 10,004 +10\.0, 20\.0 \(5\.0\) +20\.0, 40\.0 \(10\.0\)$/m)
  })

  test('plots reads by size of case, rates and disk over the number of events', () => {
    const panels = growthPanels(steps)
    expect(panels.map(({ title }) => title)).toEqual([
      'Read of a timeline, p50, ms',
      'Read of a timeline, p99, ms',
      'Events a second',
      'Disk, MB',
    ])
    expect(panels[0]?.series[1]).toEqual({
      name: 'case of 40',
      points: [
        [10_004, 20],
        [1_000_004, 25],
      ],
    })
    expect(growthPanels([{ ...stepOf(10_000, 20), logBytes: undefined }])[3]?.series[1]?.points).toEqual([])
  })
})
