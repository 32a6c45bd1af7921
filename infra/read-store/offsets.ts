import type { ReadStoreDb, ReadStoreTx } from './port.ts'

/** Another member moved the offset first: the transaction must not have an effect. The consumer ends and starts again from what is stored. */
export class OffsetLostError extends Error {
  readonly code = 'offset-lost'
  constructor(consumer: string) {
    super(`The offset of consumer ${consumer} is no longer where it was read; another process has moved it.`)
    this.name = 'OffsetLostError'
  }
}

export interface OffsetMove {
  readonly consumer: string
  readonly topic: string
  readonly partition: number
  /** What `nextOffset` gave; undefined when there was none. */
  readonly from: number | undefined
  readonly to: number
}

/** First statement of a consumer's transaction: moves its offset from the value that it read. Throws OffsetLostError when no row moved. */
export async function moveOffset(tx: ReadStoreTx, move: OffsetMove): Promise<void> {
  const { consumer, topic, partition, from, to } = move
  const moved =
    from === undefined
      ? await tx
          .insertInto('consumer_offset')
          .values({ consumer, topic, partition, next_offset: to })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
          .then((result) => result.numInsertedOrUpdatedRows)
      : await tx
          .updateTable('consumer_offset')
          .set({ next_offset: to })
          .where('consumer', '=', consumer)
          .where('topic', '=', topic)
          .where('partition', '=', partition)
          .where('next_offset', '=', from)
          .executeTakeFirst()
          .then((result) => result.numUpdatedRows)
  if (moved !== 1n) throw new OffsetLostError(consumer)
}

/**
 * Where a consumer stands, as text to compare with. `hold`: it goes on no further until the transaction ends, and what it did before is seen by what follows in the
 * transaction; a consumer that stands nowhere yet is not held.
 */
export async function standingOf(
  db: ReadStoreDb | ReadStoreTx,
  consumer: string,
  { hold = false }: { readonly hold?: boolean } = {},
): Promise<string> {
  const rows = await db
    .selectFrom('consumer_offset')
    .select(['topic', 'partition', 'next_offset'])
    .where('consumer', '=', consumer)
    .orderBy('topic')
    .orderBy('partition')
    .$if(hold, (query) => query.forShare())
    .execute()
  return JSON.stringify(rows)
}

/** The next offset that a consumer wants of a partition, or undefined when it has had none. */
export async function nextOffset(db: ReadStoreDb, consumer: string, topic: string, partition: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('consumer_offset')
    .select('next_offset')
    .where('consumer', '=', consumer)
    .where('topic', '=', topic)
    .where('partition', '=', partition)
    .executeTakeFirst()
  return row?.next_offset
}
