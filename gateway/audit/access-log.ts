import type { EventLog } from '../../infra/event-log/port.ts'
import { ACCESS_LOG } from '../../infra/event-log/topics.ts'
import { RecordError } from '../../infra/registry/errors.ts'
import type { RecordCodec } from '../../infra/registry/record-codec.ts'
import type { AccessRecord } from '../../core/access-log/access-record.ts'
import { SUBJECTS } from '../../schemas/generated/records.ts'

/** An entry of access.log with its position. The offset is for auditors only. */
export interface AccessEntry {
  readonly offset: number
  readonly record: AccessRecord
}

/** An entry, or the position of one that cannot be read as an access record: it was altered. */
export type AccessPosition = AccessEntry | { readonly offset: number; readonly record: undefined }

export interface AccessLog {
  /** Resolves when the record is durable; rejects when it may not be. */
  append(record: AccessRecord): Promise<void>
  /** Up to `limit` entries from an offset on. */
  read(from: number, limit: number): Promise<readonly AccessPosition[]>
  /** The entry of an id, or undefined. Looks from the newest back. */
  find(id: string): Promise<AccessEntry | undefined>
}

const CHUNK = 1_000

export function createAccessLog(eventLog: EventLog, codec: RecordCodec): AccessLog {
  const decoded = (value: Buffer): Promise<AccessRecord | undefined> =>
    codec.read(SUBJECTS.accessRecord, value).then(
      (record) => record as AccessRecord,
      (error: unknown) => {
        if (error instanceof RecordError) return undefined
        throw error
      },
    )
  const read: AccessLog['read'] = async (from, limit) => {
    const records = await eventLog.read(ACCESS_LOG, 0, from, limit)
    return Promise.all(records.map(async ({ offset, value }): Promise<AccessPosition> => ({ offset, record: await decoded(value) })))
  }
  return {
    append: async (record) => {
      await eventLog.append([{ topic: ACCESS_LOG, key: null, value: (await codec.encode(SUBJECTS.accessRecord, record)).wire }])
    },
    read,
    find: async (id) => {
      const [range] = await eventLog.ranges(ACCESS_LOG)
      for (let end = range?.end ?? 0; end > (range?.start ?? 0); end -= CHUNK) {
        const from = Math.max(range?.start ?? 0, end - CHUNK)
        const found = (await read(from, end - from)).find((entry): entry is AccessEntry => entry.record?.id === id)
        if (found !== undefined) return found
      }
      return undefined
    },
  }
}
