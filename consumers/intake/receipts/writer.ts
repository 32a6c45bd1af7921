import type { Appended, EventLog, NewRecord } from '../../../infra/event-log/port.ts'
import { INBOX_PATTERN } from '../../../infra/event-log/topics.ts'
import type { RecordCodec } from '../../../infra/registry/record-codec.ts'
import { SUBJECTS } from '../../../schemas/generated/records.ts'
import type { ReceiptRecord } from './receipt.ts'

/** The topic in which an inbox's receipts are. */
export const receiptsOf = (inbox: string): string => `agency.${INBOX_PATTERN.exec(inbox)?.[1] ?? ''}.receipts`

/** Appends entries of receipts in their order, each to its agency's topic; durable when resolved, with where they stand. */
export type ReceiptWriter = (receipts: readonly ReceiptRecord[]) => Promise<readonly Appended[]>

/** A writer of receipts. */
export function createReceiptWriter({ log, records }: { readonly log: EventLog; readonly records: RecordCodec }): ReceiptWriter {
  const ready = new Set<string>()
  /** An inbox without a receipts topic is nobody's we know: it gets one, so that its records do not stop the others. */
  const topicFor = async (inbox: string): Promise<string> => {
    const topic = receiptsOf(inbox)
    if (!ready.has(topic)) await log.createTopic(topic, { partitions: 1 })
    ready.add(topic)
    return topic
  }
  return async (receipts) => {
    const batch: NewRecord[] = []
    for (const receipt of receipts) {
      batch.push({ topic: await topicFor(receipt.inbox.topic), key: null, value: (await records.encode(SUBJECTS.receipt, receipt)).wire })
    }
    return batch.length > 0 ? log.append(batch) : []
  }
}
