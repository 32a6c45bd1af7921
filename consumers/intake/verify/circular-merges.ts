import type { Merged } from '../../../core/linking/decision.ts'
import { foldMerges } from '../../../core/linking/merges.ts'
import type { EffectiveEntry } from '../../../core/linking/fold-log.ts'
import type { Found } from './compare-rows.ts'

/** Decisions that would merge a case or a person into itself, or into one that leads back to it: one finding per entry. That part of them has no effect. */
export function circularMerges(entries: readonly EffectiveEntry[]): readonly Found[] {
  const merged = new Map<string, Merged>()
  return entries.flatMap((entry): readonly Found[] => {
    if (entry.kind !== 'decision') return []
    const { circular } = foldMerges(merged, entry.decision, (merge) => merge)
    return circular.length === 0 ? [] : [{ code: 'merge-circular', in: 'log', sequence: entry.sequence }]
  })
}
