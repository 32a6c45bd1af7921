import { sql } from 'kysely'
import type { RecallStep } from '../../core/access-log/recall-answer.ts'
import type { ReadBefore } from '../../core/case/recalls.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { RecallItem } from './recall-item.ts'

/** A reader's first reading of an event, with what people have decided since of who is who. */
export interface Reading extends ReadBefore {
  /** The event has left the case log. */
  readonly moved: boolean
  /** It was read as of one case with others, and is not. */
  readonly separated: boolean
}

/** A reader's first readings, by case log and number. */
export type Readings = ReadonlyMap<CaseLogId, ReadonlyMap<number, Reading>>

interface ReadingRow extends Reading {
  readonly caseLog: CaseLogId
  readonly sequence: number
}

/**
 * What a reader has read that left its case since, or of which something may have been said since: by an event about an event, or by one of the same
 * agency and type, which may replace it. Where to look; what was said is folded from the case.
 */
export async function readingsSince(db: ReadStoreDb, reader: string): Promise<Readings> {
  const { rows } = await sql<ReadingRow>`
    select * from (
      select reading.case_log as "caseLog", reading.sequence, reading.head, reading.read_at as "readAt",
        exists (select 1 from link_left as gone where gone.case_log = reading.case_log and gone.agency = target.agency
          and gone.system = target.system and gone.event_id = target.event_id and gone.number > reading.links) as moved,
        exists (select 1 from link_split as split where split.case_log = reading.case_log
          and split.since <= reading.links and split.number > reading.links) as separated,
        exists (select 1 from case_event as later where later.case_log = reading.case_log and later.sequence > reading.head
          and (later.type like 'record.%' or (later.type = target.type and later.agency = target.agency))) as said
      from event_reading as reading join case_event as target on target.case_log = reading.case_log and target.sequence = reading.sequence
      where reading.reader = ${reader}) as readings
    where moved or separated or said order by "caseLog", sequence`.execute(db)
  return new Map(
    [...Map.groupBy(rows, ({ caseLog }) => caseLog)].map(([caseLog, of]) => [caseLog, new Map(of.map((row) => [row.sequence, row]))]),
  )
}

/** A reader's answers by notice. */
export async function answersOf(db: ReadStoreDb, reader: string): Promise<ReadonlyMap<string, NonNullable<RecallItem['answer']>>> {
  const rows = await db
    .selectFrom('recall_answer')
    .select(['recall', 'acted', 'step', 'answered_at'])
    .where('reader', '=', reader)
    .execute()
  return new Map(
    rows.map(({ recall, acted, step, answered_at: at }) => [recall, { acted, at, ...(step === '' ? {} : { step: step as RecallStep }) }]),
  )
}
