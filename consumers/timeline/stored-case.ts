import type { CaseHead } from '../../core/case/fold-log.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { CaseCandidateTable, CaseEventTable, CasePartTable, CaseRefusedTable } from '../../infra/read-store/tables.ts'
import type { CaseLogId } from '../../schemas/ids.ts'

/** What the read store has of a case log. */
export interface StoredCase {
  readonly caseLog: CaseLogId
  readonly head: CaseHead | undefined
  /** By sequence. */
  readonly events: readonly CaseEventTable[]
  readonly parts: readonly CasePartTable[]
  readonly candidates: readonly CaseCandidateTable[]
  readonly refused: readonly CaseRefusedTable[]
}

/** Reads all rows of a case log. */
export async function readStoredCase(tx: ReadStoreTx, caseLog: CaseLogId): Promise<StoredCase> {
  return {
    caseLog,
    head: await tx.selectFrom('case_log').select(['sequence', 'chain']).where('case_log', '=', caseLog).executeTakeFirst(),
    events: await tx.selectFrom('case_event').selectAll().where('case_log', '=', caseLog).orderBy('sequence').execute(),
    parts: await tx.selectFrom('case_part').selectAll().where('case_log', '=', caseLog).execute(),
    refused: await tx.selectFrom('case_refused').selectAll().where('case_log', '=', caseLog).execute(),
    candidates: await tx.selectFrom('case_candidate').selectAll().where('case_log', '=', caseLog).execute(),
  }
}

/** Every case log that any of the timeline's tables names, in order. */
export async function storedCaseLogs(tx: ReadStoreTx): Promise<readonly CaseLogId[]> {
  const named = new Set<CaseLogId>()
  for (const table of ['case_log', 'case_event', 'case_refused', 'case_part', 'case_candidate'] as const)
    for (const row of await tx.selectFrom(table).select('case_log').distinct().execute()) named.add(row.case_log)
  return [...named].sort()
}
