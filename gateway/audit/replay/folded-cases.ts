import { foldCaseLog, type FoldedCase } from '../../../core/case/fold-log.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import type { CaseEntries } from './case-entries.ts'
import { erasedParts, type ErasedParts } from './erased-parts.ts'

/** A case log folded from its start, and which of its parts were erased. */
export interface KeptCase extends FoldedCase {
  readonly isErased: ErasedParts
}

/** Case logs, folded, as long as there is room. */
export interface FoldedCases {
  /** Those asked for. */
  of(caseLogs: readonly CaseLogId[]): Promise<ReadonlyMap<string, KeptCase>>
}

/** Events of folded case logs that are kept for the next read, about: those of a large desk's list. */
const MOST_EVENTS = 50_000

/** Folds case logs when they are first asked for; those that were not asked for longest are let go of. */
export function createFoldedCases(
  entries: Pick<CaseEntries, 'of'>,
  vault: Pick<Vault, 'keys' | 'lost'>,
  mostEvents = MOST_EVENTS,
): FoldedCases {
  const kept = new Map<string, KeptCase>()
  let events = 0
  const letGo = (wanted: ReadonlySet<string>): void => {
    for (const [caseLog, { applied }] of kept) {
      if (events <= mostEvents) return
      if (wanted.has(caseLog)) continue
      kept.delete(caseLog)
      events -= applied.length
    }
  }
  const fold = async (caseLog: CaseLogId): Promise<KeptCase> => {
    const folded = foldCaseLog(await entries.of(caseLog))
    return { ...folded, isErased: await erasedParts(vault, caseLog, folded) }
  }
  const folded = async (caseLog: CaseLogId): Promise<KeptCase> => {
    const before = kept.get(caseLog)
    kept.delete(caseLog)
    const found = before ?? (await fold(caseLog))
    kept.set(caseLog, found)
    if (before === undefined) events += found.applied.length
    return found
  }
  return {
    of: async (caseLogs) => {
      const found = new Map<string, KeptCase>()
      for (const caseLog of caseLogs) found.set(caseLog, await folded(caseLog))
      letGo(new Set(caseLogs))
      return found
    },
  }
}
