import { SUBJECTS, type UnlinkedEvent } from '../../schemas/generated/records.ts'
import type { RecordCodec } from '../registry/record-codec.ts'
import type { EventLog } from './port.ts'
import { UNLINKED_EVENTS } from './topics.ts'

/** What opening an event that waits needs of its record. */
export type WaitingEvent = Pick<UnlinkedEvent, 'agency' | 'system' | 'event_id' | 'type' | 'published_at' | 'schema' | 'sealed'>

/** Reads the record of unlinked.events that stands at an offset; undefined where there is none. Throws RecordError for what is no such record. */
export async function readWaitingEvent(
  log: EventLog,
  records: Pick<RecordCodec, 'read'>,
  offset: number,
): Promise<WaitingEvent | undefined> {
  const [record] = await log.read(UNLINKED_EVENTS, 0, offset, 1)
  return record?.offset === offset ? ((await records.read(SUBJECTS.unlinkedEvent, record.value)) as WaitingEvent) : undefined
}
