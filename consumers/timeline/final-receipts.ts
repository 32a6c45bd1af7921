import type { IndexPart } from '../../core/case/index-part.ts'
import type { CaseVerdict } from '../../core/publish/in-case/judge.ts'
import { receiptId } from '../../core/publish/receipt-id.ts'
import { warningOf } from '../../core/publish/warning-words.ts'
import { EventLogError, type EventLog, type Position } from '../../infra/event-log/port.ts'
import type { ReceiptRecord, ReceiptWriter } from '../receipt-writer.ts'

/** An event that was judged in its case, with the place of its record in case.events. */
export interface Judged {
  readonly index: IndexPart
  readonly verdict: CaseVerdict
  readonly position: Position
}

/** The final receipt of an event that was judged in its case; undefined where intake wrote it. The same bytes every time. */
export function finalReceipt({ index, verdict }: Pick<Judged, 'index' | 'verdict'>): ReceiptRecord | undefined {
  const { inbox, agency, system, event_id: id, type } = index
  if (inbox === null || index.judged_by.length === 0) return undefined
  const refused = verdict.errors.length > 0
  return {
    receipt: receiptId(inbox), source: `/agencies/${agency}/${system}`, event_id: id, type, status: refused ? 'rejected' : 'accepted',
    errors: verdict.errors, inbox, at: index.published_at, warnings: [...index.warnings.map(warningOf), ...verdict.told],
  }
}

/** Writes final receipts; durable when resolved. */
export type FinalReceipts = (judged: readonly Judged[]) => Promise<void>

export interface FinalReceiptsDeps {
  readonly log: EventLog
  readonly write: ReceiptWriter
  /** Consumer group that marks how far receipts are written: a rebuild, which judges everything again, writes none twice. */
  readonly group: string
}

const keyOf = ({ topic, partition }: Pick<Position, 'topic' | 'partition'>): string => `${topic} ${String(partition)}`

/** The mark is kept beside the log, not in the read store, which may be thrown away. Without it receipts are written again, the same to the byte. */
export function createFinalReceipts({ log, write, group }: FinalReceiptsDeps): FinalReceipts {
  const marks = new Map<string, number>()
  const markOf = async ({ topic, partition }: Position): Promise<number> => {
    const key = keyOf({ topic, partition })
    const mark = marks.get(key) ?? await log.committed(group, topic, partition) ?? 0
    marks.set(key, mark)
    return mark
  }
  const moveMarks = async (written: readonly Judged[]): Promise<void> => {
    for (const { position: { topic, partition, offset } } of written) marks.set(keyOf({ topic, partition }), offset + 1)
    const last = new Map(written.map(({ position }) => [keyOf(position), { ...position, offset: position.offset + 1 }]))
    await log.commit(group, [...last.values()]).catch((error: unknown) => {
      // Another member has the partition by now: it marks what it writes.
      if (!(error instanceof EventLogError)) throw error
    })
  }
  return async (judged) => {
    const due: Judged[] = []
    for (const one of judged) if (one.position.offset >= await markOf(one.position)) due.push(one)
    const receipts = due.flatMap((one) => finalReceipt(one) ?? [])
    if (receipts.length === 0) return
    await write(receipts)
    await moveMarks(due)
  }
}
