import { sql } from 'kysely'
import type { RecallStep } from '../../core/access/recall-answer.ts'
import type { ReadBefore } from '../../core/case/recalls.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { RecallItem } from './recall-item.ts'

/** A reader's first readings, by case log and number. */
export type Readings = ReadonlyMap<string, ReadonlyMap<number, ReadBefore>>

interface ReadingRow extends ReadBefore {
  readonly caseLog: string
  readonly sequence: number
}

/**
 * What a reader has read of case logs in which something may have been said of it since: by an event about an event, or by one of the same agency and
 * type, which may replace it. Where to look; what was said is folded from the case.
 */
export async function readingsSince(db: ReadStoreDb, reader: string): Promise<Readings> {
  const { rows } = await sql<ReadingRow>`
    select reading.case_log as "caseLog", reading.sequence, reading.head, reading.read_at as "readAt"
    from event_reading as reading join case_event as target on target.case_log = reading.case_log and target.sequence = reading.sequence
    where reading.reader = ${reader} and exists (select 1 from case_event as later
      where later.case_log = reading.case_log and later.sequence > reading.head
        and (later.type like 'record.%' or (later.type = target.type and later.agency = target.agency)))
    order by reading.case_log, reading.sequence`.execute(db)
  return new Map([...Map.groupBy(rows, ({ caseLog }) => caseLog)].map(([caseLog, of]) => [caseLog, new Map(of.map((row) => [row.sequence, row]))]))
}

/** A reader's answers by notice. */
export async function answersOf(db: ReadStoreDb, reader: string): Promise<ReadonlyMap<string, NonNullable<RecallItem['answer']>>> {
  const rows = await db.selectFrom('recall_answer').select(['recall', 'acted', 'step', 'answered_at']).where('reader', '=', reader).execute()
  return new Map(rows.map(({ recall, acted, step, answered_at: at }) => [recall, { acted, at, ...(step === '' ? {} : { step: step as RecallStep }) }]))
}
