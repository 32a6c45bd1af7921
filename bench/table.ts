import { cpus } from 'node:os'
import type { Comparison, Spread } from './ratio.ts'
import type { Timing } from './timing.ts'

/** Columns side by side, numbers to the right; empty when there is nothing below the heading. */
export function table(rows: readonly (readonly string[])[]): string {
  if (rows.length < 2) return ''
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n')
}

const whole = ({ median, low, high }: Spread): string => `${median.toFixed(0)} (${low.toFixed(0)}–${high.toFixed(0)})`
const parts = ({ median, low, high }: Spread): string => `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`

/** Rates a second beside others, by default their ceilings: median (lowest–highest round). */
export const comparisonTable = (comparisons: readonly Comparison[], beside = 'ceiling'): string =>
  table([
    ['', 'N', 'rounds', 'a second', beside, 'ratio', 'aim'],
    ...comparisons.map(({ name, unit, n, rounds, system, ceiling, ratio, aim }) => [
      name,
      `${n} ${unit}`,
      String(rounds),
      whole(system),
      whole(ceiling),
      parts(ratio),
      aim?.toFixed(2) ?? '–',
    ]),
  ])

/** Times in milliseconds. */
export const timingTable = (timings: readonly Timing[]): string =>
  table([
    ['', 'N', 'ms'],
    ...timings.map(({ name, unit, n, ms }) => [
      name,
      `${n} ${unit}`,
      Object.entries(ms)
        .map(([what, value]) => `${what} ${value.toFixed(1)}`)
        .join(', '),
    ]),
  ])

export const machine = (): string => `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}`
