import type { FieldError } from '../../schemas/codec/errors.ts'
import type * as records from '../../schemas/generated/records.ts'
import { SUBJECTS } from '../../schemas/generated/records.ts'
import { EventLogError, type EventLog } from '../../infra/event-log/port.ts'
import { receiptsTopic } from '../../infra/event-log/topics.ts'
import type { RecordCodec } from '../../infra/registry/record-codec.ts'
import { agencyIdOf } from '../../schemas/ids.ts'
import { AgencyClientError, CURSOR_GONE } from './errors.ts'
import type { Receipt, ReceiptPage } from './receipts.ts'

const PAGE = 1_000

/** An entry of a receipt. Narrower than the schema, which has the status as text. */
type ReceiptRecord = records.Receipt & Pick<Receipt, 'status'>

const findingOf = ({ rule, ...finding }: records.FieldError): FieldError => ({ ...finding, ...(rule === null ? {} : { rule }) })

export interface KafkaReceiptsDeps {
  readonly agency: string
  readonly log: () => Promise<EventLog>
  readonly records: RecordCodec
}

/**
 * The agency's receipts from its receipts topic. The cursor is an offset of it: one of the HTTP way means nothing here. Rejects with
 * AgencyClientError `refused` for a cursor that is none and where the agency may not read, `cursor-gone` where retention has passed the cursor or the topic ends
 * before it, with EventLogError or RegistryError when there is no answer.
 */
export async function* kafkaReceipts(
  { agency, log, records }: KafkaReceiptsDeps,
  signal: AbortSignal,
  after?: string,
): AsyncGenerator<ReceiptPage, void, undefined> {
  if (after !== undefined && !/^\d{1,15}$/.test(after))
    throw new AgencyClientError('refused', 'The cursor is not one that this client gave.')
  const topic = receiptsTopic(agencyIdOf(agency))
  const read = async (from: number) => {
    try {
      const events = await log()
      const records = await events.read(topic, 0, from, PAGE)
      // After the read: what is deleted meanwhile is missing from it.
      const [range] = after === undefined ? [] : await events.ranges(topic)
      if (range !== undefined && (from < range.start || from > range.end)) throw new AgencyClientError('cursor-gone', CURSOR_GONE)
      return records
    } catch (error) {
      if (!(error instanceof EventLogError) || (error.code !== 'not-allowed' && error.code !== 'unknown-topic')) throw error
      throw new AgencyClientError('refused', `Kafka does not let this user read ${topic}.`, { cause: error })
    }
  }
  for (let cursor = after; !signal.aborted;) {
    const entries = await read(Number(cursor ?? '0'))
    const items = await Promise.all(
      entries.map(async ({ value }): Promise<Receipt> => {
        const {
          receipt,
          source,
          event_id: id,
          type,
          status,
          errors,
          warnings,
          at,
          final,
        } = (await records.read(SUBJECTS.receipt, value)) as ReceiptRecord
        return { receipt, source, id, type, status, errors: errors.map(findingOf), warnings: warnings.map(findingOf), at, final }
      }),
    )
    const last = entries.at(-1)
    const next = last === undefined ? null : String(last.offset + 1)
    yield { after: cursor, items, next }
    if (next === null) return
    cursor = next
  }
}
