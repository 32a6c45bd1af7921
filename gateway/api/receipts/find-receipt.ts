import { EventLogError, type EventLog } from '../../../infra/event-log/port.ts'
import { receiptsTopic } from '../../../infra/event-log/topics.ts'
import type { RecordCodec } from '../../../infra/registry/record-codec.ts'
import { SUBJECTS, type Receipt } from '../../../schemas/generated/records.ts'
import type { AgencyId } from '../../../schemas/ids.ts'

export type { FieldError as ReceiptFinding, Receipt } from '../../../schemas/generated/records.ts'

/** Reads a receipt; throws for what is none. */
export type DecodeReceipt = (bytes: Buffer) => Promise<Receipt>

export const receiptDecoder =
  (codec: RecordCodec): DecodeReceipt =>
  async (bytes) =>
    (await codec.read(SUBJECTS.receipt, bytes)) as Receipt

export interface ReceiptEntry {
  readonly offset: number
  /** When it was written (ms since the Unix epoch). */
  readonly writtenAt: number
  readonly receipt: Receipt
}

const CHUNK = 1_000

/** Entries of an agency's receipts from an offset on; none for an agency that has no topic yet. */
export async function readReceipts(
  eventLog: EventLog,
  decode: DecodeReceipt,
  agency: AgencyId,
  from: number,
  limit: number,
): Promise<readonly ReceiptEntry[]> {
  try {
    const topic = receiptsTopic(agency)
    const [range] = await eventLog.ranges(topic)
    const records = await eventLog.read(topic, 0, Math.max(from, range?.start ?? 0), limit)
    return await Promise.all(
      records.map(async ({ offset, timestamp, value }) => ({ offset, writtenAt: timestamp, receipt: await decode(value) })),
    )
  } catch (error) {
    if (error instanceof EventLogError && error.code === 'unknown-topic') return []
    throw error
  }
}

/** Where an agency's receipts begin and end; nowhere for an agency that has no topic yet. */
export async function receiptsRange(eventLog: EventLog, agency: AgencyId): Promise<{ readonly start: number; readonly end: number }> {
  const ranges = await eventLog.ranges(receiptsTopic(agency)).catch((error: unknown) => {
    if (error instanceof EventLogError && error.code === 'unknown-topic') return []
    throw error
  })
  return ranges[0] ?? { start: 0, end: 0 }
}

/** An agency's receipts from the newest back, a chunk at a time with the offset that it begins at; `before`: those before that offset only. */
export async function* receiptsBackwards(
  eventLog: EventLog,
  decode: DecodeReceipt,
  agency: AgencyId,
  before = Infinity,
): AsyncGenerator<{ readonly entries: readonly ReceiptEntry[]; readonly from: number; readonly isLast: boolean }> {
  const { start, end } = await receiptsRange(eventLog, agency)
  for (let until = Math.min(end, before); until > start; until -= CHUNK) {
    const from = Math.max(start, until - CHUNK)
    yield { entries: (await readReceipts(eventLog, decode, agency, from, until - from)).toReversed(), from, isLast: from === start }
  }
}

/** The newest receipt among the agency's own that is meant, or undefined. `most`: how many are looked at, about. Default: all. */
export async function newestReceipt(
  eventLog: EventLog,
  decode: DecodeReceipt,
  agency: AgencyId,
  isMeant: (receipt: Receipt) => boolean,
  most = Infinity,
): Promise<Receipt | undefined> {
  let seen = 0
  for await (const { entries } of receiptsBackwards(eventLog, decode, agency)) {
    const found = entries.find(({ receipt }) => isMeant(receipt))
    if (found !== undefined) return found.receipt
    seen += entries.length
    if (seen >= most) return undefined
  }
  return undefined
}

/** The newest receipt of an id among the agency's own, or undefined. Looks from the newest back. */
export const findReceipt = (eventLog: EventLog, decode: DecodeReceipt, agency: AgencyId, id: string): Promise<Receipt | undefined> =>
  newestReceipt(eventLog, decode, agency, ({ receipt }) => receipt === id)
