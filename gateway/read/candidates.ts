import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { Reader } from '../policy/types.ts'

/** Case logs that this reader may have a link to: where to look, never a permission. In the order of their ids. */
export async function candidateCases(tx: ReadStoreTx, reader: Reader, agencyType: string | undefined): Promise<readonly string[]> {
  const rows = await tx.selectFrom('case_candidate').select('case_log').distinct()
    .where((where) => where.or([
      where.and([where('kind', '=', 'staff'), where('value', 'in', [...reader.tokens])]),
      where.and([where('kind', '=', 'agency'), where('value', '=', reader.agency)]),
      ...(agencyType === undefined ? [] : [where.and([where('kind', '=', 'agency_type'), where('value', '=', agencyType)])]),
    ])).orderBy('case_log').execute()
  return rows.map((row) => row.case_log)
}
