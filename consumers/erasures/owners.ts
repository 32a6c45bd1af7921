import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import { isCaseLogId } from '../../schemas/ids.ts'

/** Of each case log, the people who own something sealed in it. */
export async function ownersIn(db: ReadStoreDb, caseLogs: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (caseLogs.length === 0) return new Map()
  const rows = await db
    .selectFrom('case_part')
    .select(['case_log', 'owner'])
    .distinct()
    .where('case_log', 'in', caseLogs.filter(isCaseLogId))
    .orderBy('case_log')
    .orderBy('owner')
    .execute()
  return new Map([...Map.groupBy(rows, (row) => row.case_log)].map(([caseLog, of]) => [caseLog, of.map(({ owner }) => owner)]))
}
