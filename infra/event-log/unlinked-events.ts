import type { RecordCodec } from '../registry/record-codec.ts'
import type { EventLog } from './port.ts'
import { UNLINKED_EVENTS } from './topics.ts'

const SUBJECT = 'uk.throughline.log.UnlinkedEvent'

/** What opening an event that waits needs of its record (schemas/records/unlinked-event.avsc, Avro's field names). */
export interface WaitingEvent {
  readonly agency: string
  readonly system: string
  readonly event_id: string
  readonly type: string
  readonly published_at: string
  /** Fingerprint of the schema that the sealed value was written with, hex. */
  readonly schema: string
  readonly sealed: Buffer
}

/** Reads the record of unlinked.events that stands at an offset; undefined where there is none. Throws RecordError for what is no such record. */
export async function readWaitingEvent(
  log: EventLog,
  records: Pick<RecordCodec, 'read'>,
  offset: number,
): Promise<WaitingEvent | undefined> {
  const [record] = await log.read(UNLINKED_EVENTS, 0, offset, 1)
  return record?.offset === offset ? ((await records.read(SUBJECT, record.value)) as WaitingEvent) : undefined
}
