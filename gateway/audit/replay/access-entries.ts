import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { ACCESS_LOG } from '../../../infra/event-log/topics.ts'
import type { Decoder } from '../../../schemas/codec/resolvers.ts'
import { SUBJECTS } from '../../../schemas/generated/records.ts'
import { readAll } from './read-all.ts'

/** An entry of access.log as the log has it; `record` undefined: it cannot be read as an access record. */
export interface LoggedRead {
  readonly offset: number
  readonly value: Buffer
  readonly record: AccessRecord | undefined
}

/** The access record of an entry's bytes; undefined where they are none. */
export async function accessRecordOf(decoder: Decoder, value: Buffer): Promise<AccessRecord | undefined> {
  const decoded = await decoder.decode(value)
  return decoded.ok && decoded.value.subject === SUBJECTS.accessRecord ? (decoded.value.value as AccessRecord) : undefined
}

/** Every entry of access.log, in order, one at a time. */
export async function* readAccessEntries(log: Pick<EventLog, 'read'>, decoder: Decoder): AsyncGenerator<LoggedRead> {
  for await (const { offset, value } of readAll(log, ACCESS_LOG, 0)) yield { offset, value, record: await accessRecordOf(decoder, value) }
}
