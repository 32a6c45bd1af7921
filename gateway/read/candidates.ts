import { sql, type RawBuilder } from 'kysely'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { Reader } from '../../policy/facts/input.ts'
import type { CaseLogId } from '../../schemas/ids.ts'

/**
 * A case in which the agency has a listing, or that has a link of somebody's: an event that it published there makes no candidate. INVARIANT: how long a list takes does
 * not tell that a case has an event of the agency. The first engine takes an own event for a link, and looks at all of them.
 */
const byLinks = (reader: Reader, engine: number): RawBuilder<boolean> =>
  engine === 1
    ? sql<boolean>`true`
    : sql<boolean>`exists (select from case_event as e
  where e.case_log = case_candidate.case_log and ((e.type = 'marac.case-listed' and e.agency = ${reader.agency}) or e.type = 'access.case-linked'))`

/** Case logs that this reader may have a link to: where to look, never a permission. In the order of their ids. `engine`: of the release in force. */
export async function candidateCases(
  tx: ReadStoreTx,
  reader: Reader,
  agencyType: string | undefined,
  engine: number,
): Promise<readonly CaseLogId[]> {
  const rows = await tx
    .selectFrom('case_candidate')
    .select('case_log')
    .distinct()
    .where((where) =>
      where.or([
        where.and([where('kind', '=', 'staff'), where('value', 'in', [...reader.tokens])]),
        where.and([where('kind', '=', 'agency'), where('value', '=', reader.agency), byLinks(reader, engine)]),
        ...(agencyType === undefined ? [] : [where.and([where('kind', '=', 'agency_type'), where('value', '=', agencyType)])]),
      ]),
    )
    .orderBy('case_log')
    .execute()
  return rows.map((row) => row.case_log)
}
