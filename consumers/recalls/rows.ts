import type { AccessRecord } from '../../core/access-log/access-record.ts'
import { readerReference } from '../../core/access-log/reader-reference.ts'
import { readingsOf } from '../../core/access-log/readings.ts'
import { answerOf } from '../../core/access-log/recall-answer.ts'
import type { OpenedRecord } from '../../infra/access-log/open-record.ts'
import type { EventReadingTable, RecallAnswerTable } from '../../infra/read-store/tables.ts'

/** What access records come to. */
export interface RecallRows {
  readonly readings: readonly EventReadingTable[]
  readonly answers: readonly RecallAnswerTable[]
}

/** Keeps of each key the row that `better` prefers. */
function kept<Row>(rows: readonly Row[], keyOf: (row: Row) => string, better: (row: Row, than: Row) => boolean): readonly Row[] {
  const found = new Map<string, Row>()
  for (const row of rows) {
    const other = found.get(keyOf(row))
    if (other === undefined || better(row, other)) found.set(keyOf(row), row)
  }
  return [...found.values()]
}

/**
 * Rows of opened access records, in the order of the log: of each event that a reader was shown the first reading, of each notice the last answer.
 * A record whose opening was erased or altered names nobody and gives none.
 */
export function recallRows(entries: readonly (readonly [AccessRecord, OpenedRecord])[], secret: Buffer): RecallRows {
  const readings: EventReadingTable[] = []
  const answers: RecallAnswerTable[] = []
  for (const [record, { actor, request, decision }] of entries) {
    if (typeof actor === 'string' || typeof request === 'string' || typeof decision === 'string' || actor.staff === null) continue
    const reader = readerReference(secret, actor.staff)
    for (const { caseLog, sequence, head, links, readAt } of readingsOf(record, request, decision))
      readings.push({ reader, case_log: caseLog, sequence, head, links, read_at: readAt })
    const answer = answerOf(record, request)
    if (answer !== undefined)
      answers.push({ reader, recall: answer.recall, acted: answer.acted, step: answer.step ?? '', answered_at: record.at })
  }
  return {
    readings: kept(
      readings,
      (row) => `${row.reader} ${row.case_log} ${String(row.sequence)}`,
      (row, than) => row.head < than.head || (row.head === than.head && row.links < than.links),
    ),
    answers: kept(
      answers,
      (row) => `${row.reader} ${row.recall}`,
      () => true,
    ),
  }
}
