import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import nunjucks from 'nunjucks'
import { join } from 'node:path'
import { barsOf, gridOf, type Counts } from '../../../../gateway/pages/case/figures.ts'

const templates = join(import.meta.dirname, '../../../../gateway/pages/templates')
const environment = nunjucks.configure(templates, { autoescape: true })
const drawn = (grid: unknown): string => environment.renderString('{% from "case/macros.njk" import figure %}{{ figure(grid) }}', { grid })

const ROWS = ['threat', 'physical', 'control'].map((key) => ({ key, text: `Row ${key}` }))
const COLUMNS = ['2026-01', '2026-02', '2026-03', '2026-04'].map((key) => ({ key, text: `Month ${key}`, short: key }))
const counts = fc.array(
  fc.record({
    row: fc.constantFrom(...ROWS.map(({ key }) => key)),
    column: fc.constantFrom(...COLUMNS.map(({ key }) => key)),
    events: fc.array(fc.stringMatching(/^e[0-9]{1,2}$/), { minLength: 1, maxLength: 6 }),
  }),
  { maxLength: 20 },
)
const gridFor = (of: readonly Counts[]) =>
  gridOf({
    id: 'g',
    caption: 'Counts',
    corner: 'Row',
    rows: ROWS,
    columns: COLUMNS,
    counts: of,
    hrefOf: (events) => `/timeline?events=${events.join('.')}`,
  })

/** Counted apart: how many events a row has in a column. */
const countedApart = (of: readonly Counts[], row: string, column: string): number => {
  const seen: string[] = []
  for (const one of of)
    if (one.row === row && one.column === column) for (const event of one.events) if (!seen.includes(event)) seen.push(event)
  return seen.length
}

describe('a figure', () => {
  it('has in its table and in its drawing the numbers that an independent count gives, and each leads to its events', () => {
    fc.assert(
      fc.property(counts, (of) => {
        const html = drawn(gridFor(of))
        const [table = '', drawing = ''] = html.split('<svg')
        const cells = [...table.matchAll(/<td class="govuk-table__cell govuk-table__cell--numeric">(.*?)<\/td>/g)].map(
          ([, cell]) => cell ?? '',
        )
        const inTable = cells.map((cell) => Number(/>(\d+)<\/a>/.exec(cell)?.[1] ?? /^(\d+)$/.exec(cell)?.[1] ?? 0))
        const expected = ROWS.flatMap(({ key }) => [
          ...COLUMNS.map((column) => countedApart(of, key, column.key)),
          new Set(of.filter(({ row }) => row === key).flatMap(({ events }) => events)).size,
        ])
        expect(inTable).toEqual(expected)
        const marks = [...drawing.matchAll(/<a href="([^"]*)" tabindex="-1">.*?<text class="tl-mark__count"[^>]*>(\d+)<\/text><\/a>/g)]
        const there = ROWS.flatMap(({ key }) => COLUMNS.map((column) => countedApart(of, key, column.key))).filter((count) => count > 0)
        expect(marks.map(([, , text]) => Number(text))).toEqual(there)
        for (const [, href = '', text] of marks) expect(href.split('=')[1]?.split('.').length).toBe(Number(text))
      }),
      { numRuns: 200 },
    )
  })

  it('draws the longest of its bars the longest, and each in proportion', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 1, maxLength: 12 }), (days) => {
        const { bars } = barsOf(days.map((one) => ({ days: one, text: String(one), href: '#' })))
        const most = Math.max(...days)
        expect(bars.map(({ width }) => width)).toEqual(days.map((one) => Math.round((one / most) * 480)))
      }),
    )
  })
})
