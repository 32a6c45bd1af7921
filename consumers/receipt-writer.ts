import type { InboxPosition } from '../core/publish/receipt-id.ts'
import type { FieldError } from '../schemas/codec/errors.ts'
import type { EventLog, NewRecord } from '../infra/event-log/port.ts'
import { INBOX_PATTERN, receiptsTopic } from '../infra/event-log/topics.ts'
import type { RecordCodec } from '../infra/registry/record-codec.ts'

/** Registry subject of receipts. */
export const RECEIPT_SUBJECT = 'uk.throughline.log.Receipt'

/** schemas/records/receipt.avsc. */
export interface ReceiptRecord {
  readonly receipt: string
  readonly source: string | null
  readonly event_id: string | null
  readonly type: string | null
  readonly status: 'accepted' | 'repeated' | 'rejected' | 'held'
  readonly errors: readonly FieldError[]
  readonly inbox: InboxPosition
  readonly at: string
  readonly warnings: readonly FieldError[]
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
      batch.push({ topic: await topicFor(receipt.inbox.topic), key: null, value: (await records.encode(RECEIPT_SUBJECT, receipt)).wire })
    }
    if (batch.length > 0) await log.append(batch)
  }
}
