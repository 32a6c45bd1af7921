import type { DatabaseSync } from 'node:sqlite'
import { guarded } from './errors.ts'
import type { Partition } from './partitions.ts'

/** Records deleted in one transaction. */
const CHUNK = 1_000

/** Another turn of the event loop. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

/**
 * Gives the function that deletes what stands before an offset, and overwrites it on disk. Readers see the new start at once; a crash half-way
 * leaves rows that nobody reads and that the next trimming deletes.
 */
export function createTrim(database: DatabaseSync, isOpen: () => boolean): (partition: Partition, before: number) => Promise<void> {
  const setFloor = database.prepare('UPDATE partition SET floor = ?, floor_timestamp = ? WHERE id = ?')
  const remove = database.prepare(
    'DELETE FROM record WHERE id IN (SELECT id FROM record WHERE partition = ? AND "offset" < ? ORDER BY "offset" LIMIT ?)',
  )
  return async (partition, before) => {
    const floor = Math.min(Math.max(before, partition.start), partition.end)
    guarded(() => setFloor.run(floor, partition.timestamp, partition.id))
    partition.start = floor
    for (;;) {
      const removed = guarded(() => Number(remove.run(partition.id, floor, CHUNK).changes))
      if (removed < CHUNK) break
      await nextTurn()
      if (!isOpen()) return
    }
    // The write-ahead log still holds what was deleted.
    guarded(() => {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    })
  }
}
