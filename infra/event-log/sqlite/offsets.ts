import type { DatabaseSync } from 'node:sqlite'
import type { GroupCommit } from '../../sqlite/group-commit.ts'
import type { Position } from '../port.ts'
import { guarded } from './errors.ts'
import type { Partitions } from './partitions.ts'

export interface Offsets {
  committed(group: string, topic: string, partition: number): number | undefined
  commit(group: string, positions: readonly Position[]): Promise<void>
}

/** The groups' committed next offsets. */
export function createOffsets(database: DatabaseSync, partitions: Partitions, commits: GroupCommit): Offsets {
  const select = database.prepare('SELECT "offset" FROM committed WHERE consumer_group = ? AND partition = ?')
  const upsert = database.prepare('INSERT OR REPLACE INTO committed (consumer_group, partition, "offset") VALUES (?, ?, ?)')
  return {
    committed: (group, topic, partition) => {
      const { id } = partitions.one(topic, partition)
      const row = guarded(() => select.get(group, id))
      return row === undefined ? undefined : Number(row.offset)
    },
    commit: async (group, positions) => {
      if (positions.length === 0) return
      const rows = positions.map(({ topic, partition, offset }) => ({ id: partitions.one(topic, partition).id, offset }))
      await commits.submit({ rows: rows.length, bytes: 0 }, () => {
        for (const { id, offset } of rows) upsert.run(group, id, offset)
      })
    },
  }
}
