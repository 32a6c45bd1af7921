import { expect, test } from '@jest/globals'
import { createFigures } from '../../../bench/against/figures.ts'
import { againstTable, heading } from '../../../bench/against/table.ts'

const commit = (short: string, subject: string) => ({ id: short.padEnd(40, '0'), short, subject })

test('a reader of the table sees both builds, the ratio, its interval and how sure it is', () => {
  const figures = createFigures()
  const words = { name: 'timeline reads', unit: 'reads a second', better: 'more', n: '300 reads' } as const
  for (const [current, base] of [
    [45, 50],
    [44, 50],
    [46, 50],
  ] as const)
    figures.add(words, { current, base })
  expect([...figures.last()]).toEqual([['timeline reads', 0.92]])
  const [head = '', row = ''] = againstTable(figures.all(), 'abc1234').split('\n')
  expect(head.trim().split(/ {2,}/)).toEqual(['a round', 'unit', 'rounds', 'here', 'abc1234', 'ratio', 'interval', 'confidence'])
  expect(row.trim().split(/ {2,}/)).toEqual([
    'timeline reads',
    '300 reads',
    'reads a second',
    '3',
    '45.0',
    '50.0',
    '0.90',
    '0.88–0.92',
    '75.0 %',
  ])
})

test('the heading names both commits, and says when the checkout has changes of its own', () => {
  const compared = { current: commit('1111111', 'New'), base: commit('2222222', 'Old'), asked: 'HEAD~1', changed: true }
  expect(heading(compared)).toBe(
    'Here:     this checkout as it is on disk, 1111111 "New", with changes that are in no commit\nAgainst:  HEAD~1, 2222222 "Old"',
  )
  expect(heading({ ...compared, changed: false })).not.toContain('in no commit')
})

test('the same note is said once', () => {
  const figures = createFigures()
  figures.note('decide: not in abc1234.')
  figures.note('decide: not in abc1234.')
  expect(figures.notes()).toEqual(['decide: not in abc1234.'])
})
