import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../schemas/avro/canonical.ts'
import type { ReplayRange } from '../replays.ts'
import type { Counts, Totals } from './tally.ts'

/** What the other release is held against: what was in force when it was asked, or what each read was decided by. */
export type Baseline = 'in-force' | 'recorded'

/** What recorded reads would have come to under another release: nothing in it is of a person. */
export interface CounterfactualReport extends Totals {
  /** Of this form. */
  readonly version: 1
  /** Hash of the other release. */
  readonly candidate: string
  /** Hash of the release in force that it is held against; absent: each read is held against its own. */
  readonly baseline?: string
  /** `to` is always said: the same range again gives the same report. */
  readonly range: ReplayRange & { readonly to: string }
  /** Records of the range. */
  readonly records: number
  /** Of those, the ones that decided nothing of a case. */
  readonly undecided: number
  /** Of those, the ones that could not be held against anything, by what a replay finds of them. */
  readonly not_compared: Counts
  /** Items that tell more, by role that faces the perpetrator under either release. None is what must be. */
  readonly newly_visible: Counts
}

/** The report's name: SHA-256 over its canonical JSON (RFC 8785), hex. */
export const reportHash = (report: CounterfactualReport): string => createHash('sha256').update(canonicalJson(report)).digest('hex')

/** How many items tell more to who faces the perpetrator: with any, a release does not pass. */
export const newlyVisible = ({ newly_visible: items }: Pick<CounterfactualReport, 'newly_visible'>): number =>
  Object.values(items).reduce((sum, count) => sum + count, 0)

/** What of it counts before anything else. */
export interface CounterfactualSummary {
  readonly compared: number
  /** Reads that would have been refused, and reads that would have been allowed. */
  readonly refused: number
  readonly allowed: number
  /** Items that tell more, and items that tell less. */
  readonly gained: number
  readonly lost: number
  readonly newlyVisible: number
}

const PERMIT = 'permit'
const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0)

export const summaryOf = (report: CounterfactualReport): CounterfactualSummary => ({
  compared: report.compared,
  refused: sum(report.outcomes, ({ from, to, reads }) => (from === PERMIT && to !== PERMIT ? reads : 0)),
  allowed: sum(report.outcomes, ({ from, to, reads }) => (from !== PERMIT && to === PERMIT ? reads : 0)),
  gained: sum(report.changes, ({ gained }) => gained),
  lost: sum(report.changes, ({ lost }) => lost),
  newlyVisible: newlyVisible(report),
})

/** Whether the other release changes nothing of what was read. */
export const isEmpty = ({ outcomes, changes }: Pick<CounterfactualReport, 'outcomes' | 'changes'>): boolean =>
  outcomes.length === 0 && changes.length === 0
