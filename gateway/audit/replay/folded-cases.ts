import { foldCaseLog, type FoldedCase } from '../../../core/case/fold-log.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import type { CaseEntries } from './case-entries.ts'

/** Case logs, folded, as long as there is room. */
export interface FoldedCases {
  /** Those asked for, each folded from its start. */
  of(caseLogs: readonly CaseLogId[]): Promise<ReadonlyMap<string, FoldedCase>>
}

/** Events of folded case logs that are kept for the next read, about: those of a large desk's list. */
const MOST_EVENTS = 50_000

/** Folds case logs when they are first asked for; those that were not asked for longest are let go of. */
export function createFoldedCases(entries: Pick<CaseEntries, 'of'>, mostEvents = MOST_EVENTS): FoldedCases {
  const kept = new Map<string, FoldedCase>()
  let events = 0
  const letGo = (wanted: ReadonlySet<string>): void => {
    for (const [caseLog, { applied }] of kept) {
      if (events <= mostEvents) return
      if (wanted.has(caseLog)) continue
      kept.delete(caseLog)
      events -= applied.length
    }
  }
  const folded = async (caseLog: CaseLogId): Promise<FoldedCase> => {
    const before = kept.get(caseLog)
    kept.delete(caseLog)
    const found = before ?? foldCaseLog(await entries.of(caseLog))
    kept.set(caseLog, found)
    if (before === undefined) events += found.applied.length
    return found
  }
  return {
    of: async (caseLogs) => {
      const found = new Map<string, FoldedCase>()
      for (const caseLog of caseLogs) found.set(caseLog, await folded(caseLog))
      letGo(new Set(caseLogs))
      return found
    },
  }
}
