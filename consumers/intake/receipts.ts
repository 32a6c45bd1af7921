import { receiptId } from '../../core/publish/receipt-id.ts'
import type { EventLog, NewRecord } from '../../infra/event-log/port.ts'
import { INBOX_PATTERN, receiptsTopic } from '../../infra/event-log/topics.ts'
import type { RecordCodec } from '../../infra/registry/record-codec.ts'
import type { ReceiptRecord } from './entries.ts'
import type { Verdict } from './place.ts'
import { SUBJECTS } from './record-types.ts'

/** The receipt of an inbox record, judged at a moment (ISO 8601 in UTC). */
export function receiptOf(verdict: Verdict, at: string): ReceiptRecord {
  if ('refused' in verdict) {
    const { inbox, told, errors } = verdict.refused
    return { receipt: receiptId(inbox), ...told, status: 'rejected', errors, inbox, at }
  }
  const { inbox, event: { source, id, type } } = verdict.candidate
  const errors = 'errors' in verdict ? verdict.errors : []
  return { receipt: receiptId(inbox), source, event_id: id, type, status: verdict.status, errors, inbox, at }
}

/** Appends receipts; durable when resolved. */
export type ReceiptWriter = (receipts: readonly ReceiptRecord[]) => Promise<void>

/** A writer of receipts, each to its agency's topic; durable when resolved. */
export function createReceiptWriter({ log, records }: { readonly log: EventLog; readonly records: RecordCodec }): ReceiptWriter {
  const ready = new Set<string>()
  /** An inbox without a receipts topic is nobody's we know: it gets one, so that its records do not stop the others. */
  const topicFor = async (inbox: string): Promise<string> => {
    const topic = receiptsTopic(INBOX_PATTERN.exec(inbox)?.[1] ?? '')
    if (!ready.has(topic)) await log.createTopic(topic, { partitions: 1 })
    ready.add(topic)
    return topic
  }
  return async (receipts: readonly ReceiptRecord[]): Promise<void> => {
    const batch: NewRecord[] = []
    for (const receipt of receipts) {
      batch.push({ topic: await topicFor(receipt.inbox.topic), key: null, value: (await records.encode(SUBJECTS.receipt, receipt)).wire })
    }
    if (batch.length > 0) await log.append(batch)
  }
}
