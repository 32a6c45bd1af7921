import type { Merged } from '../../../core/linking/decision.ts'
import { mergesInEffect } from '../../../core/linking/merges.ts'
import type { EffectiveEntry } from '../link-rows.ts'
import type { Found } from './compare-rows.ts'

/** Decisions that would merge a case or a person into itself, or into one that leads back to it: one finding per entry. That part of them has no effect. */
export function circularMerges(entries: readonly EffectiveEntry[]): readonly Found[] {
  const merged = new Map<string, Merged>()
  return entries.flatMap((entry): readonly Found[] => {
    if (entry.kind !== 'decision') return []
    for (const { kind, id } of entry.decision.split) if (merged.get(id)?.kind === kind) merged.delete(id)
    const { effective, circular } = mergesInEffect((id) => merged.get(id)?.into, entry.decision.merged)
    for (const merge of effective) merged.set(merge.id, merge)
    return circular.length === 0 ? [] : [{ code: 'merge-circular', in: 'log', sequence: entry.sequence }]
  })
}
