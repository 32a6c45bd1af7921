import type { Finding } from '../../finding.ts'
import type { EffectiveEntry } from '../../../core/linking/fold-log.ts'
import { expectedRows } from './expected-rows.ts'
import type { LinkRow } from './link-rows.ts'

/** A finding about links.events. */
export type Found = Omit<Finding, 'topic'>

/** Differences between claims, decisions and rows: one per entry, and rows that no entry makes. */
export function compareRows(entries: readonly EffectiveEntry[], rows: readonly LinkRow[], where: Finding['in']): readonly Found[] {
  const expected = expectedRows(entries)
  const stored = new Set(rows.map(({ row, key }) => `${key} ${row}`))
  const keys = new Set(rows.map(({ key }) => key))
  const missing = expected.filter(({ key, row, before = row }) => !stored.has(`${key} ${row}`) && !stored.has(`${key} ${before}`))
  const wanted = new Set(expected.flatMap(({ key, row, before = row }) => [`${key} ${row}`, `${key} ${before}`]))
  const explained = new Set(missing.map(({ key }) => key))
  const extra = rows.filter(({ key, row }) => !wanted.has(`${key} ${row}`) && !explained.has(key))
  const bySequence = Map.groupBy(missing, ({ sequence }) => sequence)
  return [
    ...[...bySequence].map(([sequence, of]): Found =>
      of.some(({ key }) => keys.has(key))
        ? { code: 'entry-altered', in: where, sequence }
        : { code: 'entry-missing', in: 'store', sequence },
    ),
    ...extra.map((): Found => ({ code: 'entry-extra', in: 'store' })),
  ]
}
