import { fact } from '../../../core/case/index-part.ts'
import { endOf, startOf } from '../../../core/case/moments.ts'
import { DAY } from '../../../core/alerts/history.ts'
import { RULES } from '../../../core/alerts/rule-table.ts'
import type { ReadStoreDb } from '../../../infra/read-store/port.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import type { DecodeIndexPart } from '../../read/snapshot.ts'

/** Whether a meeting on cases was near at a time, by what their logs say of listings. */
export type MeetingNear = (caseLogs: readonly CaseLogId[], at: number) => Promise<boolean>

/** By the read store. What was listed after the read counts too: the question is whether there is a meeting that the print is for. */
export const createMeetingNear =
  (db: ReadStoreDb, decodeIndexPart: DecodeIndexPart): MeetingNear =>
  async (caseLogs, at) => {
    const { daysBefore, daysAfter } = RULES.R12.thresholds
    const rows = await db
      .selectFrom('case_event')
      .select(['record_schema', 'index_part'])
      .where('case_log', 'in', [...caseLogs])
      .where('type', '=', 'marac.case-listed')
      .execute()
    return rows
      .flatMap((row) => fact(decodeIndexPart(row.record_schema, row.index_part), 'meeting_on'))
      .some((meeting) => at >= startOf(meeting) - daysBefore * DAY && at <= endOf(meeting) + daysAfter * DAY)
  }
