import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../../clock/clock.ts'
import type { GroupCommit } from '../../sqlite/group-commit.ts'
import { partitionOfKey } from '../murmur2.ts'
import type { Appended, NewRecord } from '../port.ts'
import type { Partition, Partitions } from './partitions.ts'

/** About what a row costs beside its value. */
const ROW_BYTES = 64

/** Appends records, in the order of the calls; see `EventLog.append`. `appended` is told of each partition before its commit. */
export function createAppender(deps: {
  readonly database: DatabaseSync
  readonly partitions: Partitions
  readonly commits: GroupCommit
  readonly clock: Clock
  readonly appended: (partition: Partition) => void
}): (records: readonly NewRecord[]) => Promise<readonly Appended[]> {
  const { partitions, commits, clock } = deps
  const insert = deps.database.prepare('INSERT INTO record (partition, "offset", timestamp, key, value, headers) VALUES (?, ?, ?, ?, ?, ?)')

  const partitionOf = (record: NewRecord): Partition => {
    const all = partitions.of(record.topic)
    if (record.key === null && all.length > 1)
      throw new TypeError(`A record of ${record.topic} needs a key: the topic has several partitions.`)
    return partitions.one(record.topic, record.key === null ? 0 : partitionOfKey(record.key, all.length))
  }

  const write = (record: NewRecord, partition: Partition, now: number): Appended => {
    const offset = partition.end
    // INVARIANT: append time never goes back within a partition, whatever the clock does.
    const timestamp = Math.max(now, partition.timestamp)
    insert.run(
      partition.id,
      offset,
      timestamp,
      record.key,
      record.value,
      record.headers === undefined ? null : JSON.stringify(record.headers),
    )
    partition.end = offset + 1
    partition.timestamp = timestamp
    deps.appended(partition)
    return { topic: record.topic, partition: partition.number, offset, timestamp }
  }

  return async (records) => {
    if (records.length === 0) return []
    const targets = records.map((record) => ({ record, partition: partitionOf(record) }))
    const bytes = records.reduce((sum, record) => sum + record.value.byteLength + ROW_BYTES, 0)
    return commits.submit({ rows: records.length, bytes }, () => {
      const now = Math.floor(clock.now())
      return targets.map(({ record, partition }) => write(record, partition, now))
    })
  }
}
