import { createAlertFold, type Raised } from '../../../../core/alerts/fold.ts'
import type { MadeUp } from './made-up.ts'

export interface Measured {
  readonly honest: number
  /** Of what was planted, how much was found by its rule. */
  readonly found: number
  readonly planted: number
  readonly recall: number
  /** Alerts about reads that were honest, by rule, and per 1,000 of those. */
  readonly false: Readonly<Record<string, number>>
  readonly perThousand: number
  readonly missed: readonly string[]
  readonly alerts: readonly Raised[]
}

/** Folds made-up reads, and counts what was found and what was cried for nothing. */
export function measure({ facts, surroundings, planted }: MadeUp): Measured {
  const fold = createAlertFold(surroundings)
  const alerts = facts.flatMap((fact) => fold.take(fact))
  const isFound = ({ rule, records }: MadeUp['planted'][number]): boolean =>
    alerts.some((alert) => alert.rule === rule && records.has(alert.record))
  const ofMisuse = new Set(planted.flatMap(({ records }) => [...records]))
  const cried = alerts.filter(({ record }) => !ofMisuse.has(record))
  const honest = facts.length - ofMisuse.size
  const found = planted.filter(isFound).length
  const counts: Record<string, number> = {}
  for (const { rule } of cried) counts[rule] = (counts[rule] ?? 0) + 1
  return {
    honest,
    found,
    planted: planted.length,
    recall: found / planted.length,
    false: counts,
    perThousand: (cried.length / honest) * 1000,
    missed: planted.filter((one) => !isFound(one)).map(({ rule }) => rule),
    alerts,
  }
}
