import type { DatabaseSync } from 'node:sqlite'
import type { LogRecord } from '../port.ts'
import { closedError, guarded } from './errors.ts'
import type { Partition } from './partitions.ts'

/** Most that one synchronous read takes, about. */
const MAX_BYTES = 8 * 1024 * 1024
const MAX_ROWS = 1_000
/** Rows taken at once: 8 MB of the largest events. */
const STEP = 32
const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({})

export interface Reader {
  /** Up to `limit` records from `from` on, at least one if there is any: fewer than `limit` when they are large. Blocks. */
  chunk(partition: Partition, from: number, limit: number): LogRecord[]
  /** Up to `limit` records from `from` on: fewer only at the end. Lets others work between chunks. */
  read(partition: Partition, from: number, limit: number): Promise<LogRecord[]>
}

type Row = readonly [offset: number, timestamp: number, key: string | null, value: Uint8Array, headers: string | null]

/** Another turn of the event loop. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

/** Reads records by offset. */
export function createReader(database: DatabaseSync): Reader {
  const select = database.prepare(
    'SELECT "offset", timestamp, key, value, headers FROM record WHERE partition = ? AND "offset" >= ? ORDER BY "offset" LIMIT ?',
  )
  select.setReturnArrays(true)

  const toRecord = (partition: Partition, [offset, timestamp, key, value, headers]: Row): LogRecord => ({
    topic: partition.topic,
    partition: partition.number,
    offset,
    timestamp,
    key,
    value: Buffer.from(value.buffer, value.byteOffset, value.byteLength),
    headers: headers === null ? NO_HEADERS : (JSON.parse(headers) as Record<string, string>),
  })

  const chunk = (partition: Partition, from: number, limit: number): LogRecord[] =>
    guarded(() => {
      if (!database.isOpen) throw closedError()
      const records: LogRecord[] = []
      const most = Math.min(limit, MAX_ROWS)
      let bytes = 0
      for (let next = Math.max(from, partition.start); next < partition.end && records.length < most && bytes < MAX_BYTES;) {
        const rows = select.all(partition.id, next, Math.min(most - records.length, STEP)) as unknown as readonly Row[]
        for (const row of rows) {
          const record = toRecord(partition, row)
          records.push(record)
          bytes += record.value.byteLength
        }
        if (rows.length === 0) break
        next = (rows.at(-1)?.[0] ?? 0) + 1
      }
      return records
    })

  const read = async (partition: Partition, from: number, limit: number): Promise<LogRecord[]> => {
    const records = chunk(partition, from, limit)
    while (records.length > 0 && records.length < limit) {
      await nextTurn()
      const more = chunk(partition, (records.at(-1)?.offset ?? 0) + 1, limit - records.length)
      if (more.length === 0) break
      records.push(...more)
    }
    return records
  }

  return { chunk, read }
}
