import { EventLogError, type EventLog } from '../../../infra/event-log/port.ts'
import { receiptsTopic } from '../../../infra/event-log/topics.ts'
import type { RecordCodec } from '../../../infra/registry/record-codec.ts'

/** An error or a warning of a receipt. */
export interface ReceiptFinding {
  readonly pointer: string
  readonly code: string
  readonly detail: string
  readonly rule: string | null
}

/** An entry of a receipt as schemas/records/receipt.avsc has it (Avro's field names). */
export interface Receipt {
  readonly receipt: string
  readonly source: string | null
  readonly event_id: string | null
  readonly type: string | null
  readonly status: string
  readonly errors: readonly ReceiptFinding[]
  readonly warnings: readonly ReceiptFinding[]
  readonly inbox: { readonly topic: string, readonly partition: number, readonly offset: number }
  readonly at: string
  /** False where a later entry of the same receipt follows. */
  readonly final: boolean
}

/** Reads a receipt; throws for what is none. */
export type DecodeReceipt = (bytes: Buffer) => Promise<Receipt>

export const receiptDecoder = (codec: RecordCodec): DecodeReceipt =>
  async (bytes) => await codec.read('uk.throughline.log.Receipt', bytes) as Receipt

export interface ReceiptEntry {
  readonly offset: number
  /** When it was written (ms since the Unix epoch). */
  readonly writtenAt: number
  readonly receipt: Receipt
}

const CHUNK = 1_000

/** Entries of an agency's receipts from an offset on; none for an agency that has no topic yet. */
export async function readReceipts(eventLog: EventLog, decode: DecodeReceipt, agency: string, from: number, limit: number): Promise<readonly ReceiptEntry[]> {
  try {
    const topic = receiptsTopic(agency)
    const [range] = await eventLog.ranges(topic)
    const records = await eventLog.read(topic, 0, Math.max(from, range?.start ?? 0), limit)
    return await Promise.all(records.map(async ({ offset, timestamp, value }) => ({ offset, writtenAt: timestamp, receipt: await decode(value) })))
  } catch (error) {
    if (error instanceof EventLogError && error.code === 'unknown-topic') return []
    throw error
  }
}

/** The newest entry of a receipt among the agency's own, or undefined. Looks from the newest back. */
export async function findReceipt(eventLog: EventLog, decode: DecodeReceipt, agency: string, id: string): Promise<Receipt | undefined> {
  const ranges = await eventLog.ranges(receiptsTopic(agency)).catch((error: unknown) => {
    if (error instanceof EventLogError && error.code === 'unknown-topic') return []
    throw error
  })
  const { start, end } = ranges[0] ?? { start: 0, end: 0 }
  for (let until = end; until > start; until -= CHUNK) {
    const from = Math.max(start, until - CHUNK)
    const entries = await readReceipts(eventLog, decode, agency, from, until - from)
    const found = entries.findLast((entry) => entry.receipt.receipt === id)
    if (found !== undefined) return found.receipt
  }
  return undefined
}
