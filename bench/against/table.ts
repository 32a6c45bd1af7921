import { table } from '../table.ts'
import type { AgainstFigure } from './figures.ts'
import type { Commit } from './git.ts'

/** What was compared with what. */
export interface Compared {
  readonly current: Commit
  /** True when this checkout has changes that are in no commit. */
  readonly changed: boolean
  readonly base: Commit
  /** The revision as it was asked for. */
  readonly asked: string
}

/** Names both commits. What is measured is what is on disk here, committed or not. */
export const heading = ({ current, changed, base, asked }: Compared): string =>
  [
    `Here:     this checkout as it is on disk, ${current.short} "${current.subject}"${changed ? ', with changes that are in no commit' : ''}`,
    `Against:  ${asked}, ${base.short} "${base.subject}"`,
  ].join('\n')

/** Three figures that count. */
const value = (number: number): string => (number >= 100 ? Math.round(number).toLocaleString('en-GB') : number.toPrecision(3))

/** The builds side by side. `base`: the revision's short name. */
export const againstTable = (figures: readonly AgainstFigure[], base: string): string =>
  table([
    ['', 'a round', 'unit', 'rounds', 'here', base, 'ratio', 'interval', 'confidence'],
    ...figures.map(({ name, n, unit, rounds, current, base: other, ratio, low, high, confidence }) => [
      name,
      n,
      unit,
      String(rounds.length),
      value(current),
      value(other),
      ratio.toFixed(2),
      `${low.toFixed(2)}–${high.toFixed(2)}`,
      `${(100 * confidence).toFixed(1)} %`,
    ]),
  ])

export const LEGEND =
  "Ratio: of the medians over the rounds; above 1, here is better (a time or memory is turned round). Interval: exact, from the ranks of the rounds' own ratios, " +
  'at 95 % or the next above; with fewer than 6 rounds less is certain, as the last column says.'
