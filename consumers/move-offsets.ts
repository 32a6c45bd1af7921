import { sql } from 'kysely'
import { insertMany } from '../infra/read-store/insert-many.ts'
import { OffsetLostError, type OffsetMove } from '../infra/read-store/offsets.ts'
import type { ReadStoreTx } from '../infra/read-store/port.ts'

async function moveKnown(tx: ReadStoreTx, consumer: string, moves: readonly OffsetMove[]): Promise<bigint> {
  const result = await sql`update consumer_offset as stored set next_offset = moved.next_to
    from unnest(${moves.map(({ topic }) => topic)}::text[], ${moves.map(({ partition }) => partition)}::integer[],
      ${moves.map(({ from }) => from)}::bigint[], ${moves.map(({ to }) => to)}::bigint[]) as moved(topic, partition, next_from, next_to)
    where stored.consumer = ${consumer} and stored.topic = moved.topic and stored.partition = moved.partition and stored.next_offset = moved.next_from`.execute(tx)
  return result.numAffectedRows ?? 0n
}

/**
 * First statements of a transaction over several partitions: moves every offset of one consumer from the value that it read.
 * Throws OffsetLostError unless every row moved.
 */
export async function moveOffsets(tx: ReadStoreTx, consumer: string, moves: readonly OffsetMove[]): Promise<void> {
  const known = moves.filter(({ from }) => from !== undefined)
  const unknown = moves.filter(({ from }) => from === undefined)
  const rows = unknown.map(({ topic, partition, to }) => ({ consumer, topic, partition, next_offset: to }))
  const moved = known.length === 0 ? 0n : await moveKnown(tx, consumer, known)
  const inserted = rows.length === 0 ? 0 : await insertMany(tx, 'consumer_offset', rows, { ignoreRepeats: true })
  if (moved !== BigInt(known.length) || inserted !== rows.length) throw new OffsetLostError(consumer)
}
