import { sql } from 'kysely'
import { insertMany } from '../infra/read-store/insert-many.ts'
import { OffsetLostError, type OffsetMove } from '../infra/read-store/offsets.ts'
import type { ReadStoreTx } from '../infra/read-store/port.ts'

async function moveKnown(tx: ReadStoreTx, consumer: string, moves: readonly OffsetMove[]): Promise<bigint> {
  const result = await sql`update consumer_offset as stored set next_offset = moved.next_to
    from unnest(${moves.map(({ topic }) => topic)}::text[], ${moves.map(({ partition }) => partition)}::integer[],
      ${moves.map(({ from }) => from)}::bigint[], ${moves.map(({ to }) => to)}::bigint[]) as moved(topic, partition, next_from, next_to)
    where stored.consumer = ${consumer} and stored.topic = moved.topic and stored.partition = moved.partition and stored.next_offset = moved.next_from`.execute(
    tx,
  )
  return result.numAffectedRows ?? 0n
}

const inOrder = (left: OffsetMove, right: OffsetMove): number =>
  left.topic === right.topic ? left.partition - right.partition : left.topic < right.topic ? -1 : 1

/** Two members that hold some of the same partitions, one of them no longer by right, take the rows in one order: neither waits for the other for ever. */
async function lockKnown(tx: ReadStoreTx, consumer: string, moves: readonly OffsetMove[]): Promise<void> {
  await sql`select 1 from consumer_offset where consumer = ${consumer} and (topic, partition) in (select * from unnest(
    ${moves.map(({ topic }) => topic)}::text[], ${moves.map(({ partition }) => partition)}::integer[])) order by topic, partition for update`.execute(
    tx,
  )
}

/**
 * First statements of a transaction over several partitions: moves every offset of one consumer from the value that it read.
 * Throws OffsetLostError unless every row moved.
 */
export async function moveOffsets(tx: ReadStoreTx, consumer: string, moves: readonly OffsetMove[]): Promise<void> {
  const known = moves.filter(({ from }) => from !== undefined)
  const unknown = moves.filter(({ from }) => from === undefined).sort(inOrder)
  const rows = unknown.map(({ topic, partition, to }) => ({ consumer, topic, partition, next_offset: to }))
  if (known.length > 1) await lockKnown(tx, consumer, known)
  const moved = known.length === 0 ? 0n : await moveKnown(tx, consumer, known)
  const inserted = rows.length === 0 ? 0 : await insertMany(tx, 'consumer_offset', rows, { ignoreRepeats: true })
  if (moved !== BigInt(known.length) || inserted !== rows.length) throw new OffsetLostError(consumer)
}
