import type { Batch } from '../port.ts'
import { servedNow } from '../served-now.ts'
import type { Partition } from './partitions.ts'
import type { Reader } from './reader.ts'

/** Bytes of values that one call of a handler gets, about. */
const MAX_BYTES = 8 * 1024 * 1024

/**
 * Next records of the partitions that have any (`servedNow`), up to `limit` in all, shared fairly: none waits behind another's backlog. `cursors` holds the next
 * offset wanted of each partition; `round`, counted up, moves which partition comes first.
 */
export function fetchBatches(reader: Reader, cursors: ReadonlyMap<Partition, number>, limit: number, round: number): readonly Batch[] {
  const ready = servedNow(
    [...cursors].filter(([partition, cursor]) => cursor < partition.end),
    ([partition, cursor]) => partition.end - cursor,
    round,
  )
  const batches: Batch[] = []
  let left = limit
  let bytes = 0
  for (let index = 0; index < ready.length && left > 0 && bytes < MAX_BYTES; index++) {
    const entry = ready[(index + round) % ready.length]
    if (entry === undefined) break
    const [partition, cursor] = entry
    const records = reader.chunk(partition, cursor, Math.ceil(left / (ready.length - index)))
    if (records.length === 0) continue
    batches.push({ topic: partition.topic, partition: partition.number, records })
    left -= records.length
    bytes += records.reduce((sum, record) => sum + record.value.byteLength, 0)
  }
  return batches
}
