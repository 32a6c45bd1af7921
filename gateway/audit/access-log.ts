import type { EventLog } from '../../infra/event-log/port.ts'
import { ACCESS_LOG } from '../../infra/event-log/topics.ts'
import type { RecordCodec } from '../records/record-codec.ts'
import type { AccessRecord } from './access-record.ts'

/** An entry of access.log with its place. The offset is for auditors only. */
export interface AccessEntry {
  readonly offset: number
  readonly record: AccessRecord
}

export interface AccessLog {
  /** Resolves when the record is durable; rejects when it may not be. */
  append(record: AccessRecord): Promise<void>
  /** Up to `limit` entries from an offset on. */
  read(from: number, limit: number): Promise<readonly AccessEntry[]>
  /** The entry of an id, or undefined. Looks from the newest back. */
  find(id: string): Promise<AccessEntry | undefined>
}

const CHUNK = 1_000

export function createAccessLog(eventLog: EventLog, codec: RecordCodec<AccessRecord>): AccessLog {
  const read: AccessLog['read'] = async (from, limit) => {
    const records = await eventLog.read(ACCESS_LOG, 0, from, limit)
    return Promise.all(records.map(async ({ offset, value }) => ({ offset, record: await codec.decode(value) })))
  }
  return {
    append: async (record) => {
      await eventLog.append([{ topic: ACCESS_LOG, key: null, value: await codec.encode(record) }])
    },
    read,
    find: async (id) => {
      const [range] = await eventLog.ranges(ACCESS_LOG)
      for (let end = range?.end ?? 0; end > (range?.start ?? 0); end -= CHUNK) {
        const from = Math.max(range?.start ?? 0, end - CHUNK)
        const found = (await read(from, end - from)).find((entry) => entry.record.id === id)
        if (found !== undefined) return found
      }
      return undefined
    },
  }
}
