import { foldCaseLog, type FoldedCase } from '../../../core/case/fold-log.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import type { CaseEntries } from './case-entries.ts'
import { erasedParts, type ErasedParts } from './erased-parts.ts'
import type { ReadVersion } from './sorted-reads.ts'

/** A case log folded from its start. */
export interface KeptCase extends FoldedCase {
  readonly isErased: ErasedParts
  /** Number of the last entry up to which it is as a record of it says that it was; -1: none says. */
  readonly confirmed: number
}

/** Case logs, folded, as long as there is room. */
export interface FoldedCases {
  /** Those asked for. */
  of(caseLogs: readonly CaseLogId[]): Promise<ReadonlyMap<string, KeptCase>>
}

export interface FoldedCasesDeps {
  readonly entries: Pick<CaseEntries, 'of'>
  readonly vault: Pick<Vault, 'keys' | 'lost'>
  /** The versions of a case log that records of it have, the highest number first. */
  readonly versionsOf: (caseLog: CaseLogId) => Promise<readonly ReadVersion[]>
  /** Events that are kept for the next read, about. Default: those of a large desk's list. */
  readonly mostEvents?: number
}

const MOST_EVENTS = 50_000

/** Folds case logs when they are first asked for; those that were not asked for longest are let go of. */
export function createFoldedCases({ entries, vault, versionsOf, mostEvents = MOST_EVENTS }: FoldedCasesDeps): FoldedCases {
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
    const confirmed = (await versionsOf(caseLog)).find(({ sequence, chain }) => folded.chainAt(sequence)?.toString('hex') === chain)
    return { ...folded, isErased: await erasedParts(vault, caseLog, folded), confirmed: confirmed?.sequence ?? -1 }
  }
  const keptCase = async (caseLog: CaseLogId): Promise<KeptCase> => {
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
      for (const caseLog of caseLogs) found.set(caseLog, await keptCase(caseLog))
      letGo(new Set(caseLogs))
      return found
    },
  }
}
