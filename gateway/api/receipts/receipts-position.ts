import type { EventLog } from '../../../infra/event-log/port.ts'
import { receiptsTopic } from '../../../infra/event-log/topics.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import { receiptsRange } from './find-receipt.ts'

/**
 * A position among an agency's receipts, as a cursor keeps it: the offset that comes next, and when the record before it was written (ms since the Unix epoch), by
 * which a log that was restored from a copy is told from the one that gave the cursor. `writtenBefore` is undefined where there is no record before.
 */
export interface ReceiptsPosition {
  readonly next: number
  readonly writtenBefore?: number
}

export const textOf = ({ next, writtenBefore }: ReceiptsPosition): string =>
  writtenBefore === undefined ? String(next) : `${String(next)} ${String(writtenBefore)}`

/** The position that `textOf` wrote. */
export function positionOf(text: string): ReceiptsPosition {
  const [next = 0, writtenBefore] = text.split(' ').map(Number)
  return { next, ...(writtenBefore === undefined ? {} : { writtenBefore }) }
}

/** When the record right before an offset was written; undefined where there is none. */
async function writtenBefore(eventLog: EventLog, agency: AgencyId, offset: number): Promise<number | undefined> {
  const [record] = await eventLog.read(receiptsTopic(agency), 0, offset - 1, 1)
  return record?.offset === offset - 1 ? record.timestamp : undefined
}

/** Behind all receipts that there are. */
export async function positionAtEnd(eventLog: EventLog, agency: AgencyId): Promise<ReceiptsPosition> {
  const { start, end } = await receiptsRange(eventLog, agency)
  const at = end > start ? await writtenBefore(eventLog, agency, end) : undefined
  return { next: end, ...(at === undefined ? {} : { writtenBefore: at }) }
}

/** True where records after a position are missing: retention has passed it, or the log is not the one that it is of. */
export async function isForgotten(
  eventLog: EventLog,
  agency: AgencyId,
  { next, writtenBefore: expected }: ReceiptsPosition,
): Promise<boolean> {
  const { start, end } = await receiptsRange(eventLog, agency)
  if (next < start || next > end) return true
  return expected !== undefined && next > start && (await writtenBefore(eventLog, agency, next)) !== expected
}
