import type { Finding } from '../../finding.ts'
import type { NumberedClaim } from './fold-log.ts'
import { expectedRows, type LinkRow } from './link-rows.ts'

/** A finding about links.events. */
export type Found = Omit<Finding, 'topic'>

/** Differences between claims and rows: one per claim, and rows that no claim makes. */
export function compareRows(claims: readonly NumberedClaim[], rows: readonly LinkRow[], where: Finding['in']): readonly Found[] {
  const expected = expectedRows(claims)
  const stored = new Set(rows.map(({ row, key }) => `${key} ${row}`))
  const keys = new Set(rows.map(({ key }) => key))
  const missing = [...expected.values()].filter(({ key, row }) => !stored.has(`${key} ${row}`))
  const wanted = new Set([...expected.values()].map(({ key, row }) => `${key} ${row}`))
  const explained = new Set(missing.map(({ key }) => key))
  const extra = rows.filter(({ key, row }) => !wanted.has(`${key} ${row}`) && !explained.has(key))
  const bySequence = Map.groupBy(missing, ({ sequence }) => sequence)
  return [
    ...[...bySequence].map(([sequence, of]): Found =>
      (of.some(({ key }) => keys.has(key)) ? { code: 'entry-altered', in: where, sequence } : { code: 'entry-missing', in: 'store', sequence })),
    ...extra.map((): Found => ({ code: 'entry-extra', in: 'store' })),
  ]
}
