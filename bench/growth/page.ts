import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from '../against/build.ts'
import type { ColumnName } from '../columns/column.ts'
import type { MeasuredStep } from './measured.ts'
import { plot } from './plot.ts'
import { growthMarkdown, growthPanels } from './report.ts'

const PAGE = join(ROOT, 'docs', 'performance.md')
const END = '<!-- end -->'
/** The plot of a column, as the page names it. */
const plotOf = (column: ColumnName): string => `performance/growth-${column}.svg`

/** A page with what stands between a column's markers replaced. Throws where the page has no such markers. */
export function filledPage(page: string, column: ColumnName, content: string): string {
  const begin = `<!-- growth ${column} -->`
  const from = page.indexOf(begin)
  const to = page.indexOf(END, from)
  if (from === -1 || to === -1) throw new Error(`The page has no place for the ${column} column: ${begin} … ${END}.`)
  return `${page.slice(0, from)}${begin}\n${content}\n${page.slice(to)}`
}

/** Writes the figures of a column into docs/performance.md, and their plot beside it. `what`: machine and engines, in words. */
export function writePage(column: ColumnName, what: string, measured: readonly MeasuredStep[]): void {
  const picture = join(dirname(PAGE), plotOf(column))
  mkdirSync(dirname(picture), { recursive: true })
  writeFileSync(picture, plot(growthPanels(measured)))
  const content = `${what}.\n\n${growthMarkdown(measured)}\n\n![How cost grows with the number of events, ${column}](${plotOf(column)})`
  writeFileSync(PAGE, filledPage(readFileSync(PAGE, 'utf8'), column, content))
}
