import { sql } from 'kysely'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import { insertMany } from '../../infra/read-store/insert-many.ts'
import type { ReadStore, ReadStoreDb } from '../../infra/read-store/port.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { publicationRow } from '../publication-row.ts'
import { releasedIndexDecoder } from './decode-index.ts'

/** Where consumer_offset says that it is done. */
const DONE = { consumer: 'publications-of-before', topic: CASE_EVENTS, partition: 0, next_offset: 0 }
const CHUNK = 1_000

const isDone = async (db: ReadStoreDb): Promise<boolean> =>
  (await db.selectFrom('consumer_offset').select('next_offset').where('consumer', '=', DONE.consumer).executeTakeFirst()) !== undefined

const eventsAfter = async (db: ReadStoreDb, caseLog: CaseLogId | '', sequence: number) =>
  db
    .selectFrom('case_event')
    .select(['case_log', 'sequence', 'record_schema', 'index_part'])
    .where(sql<boolean>`(case_log, sequence) > (${caseLog}, ${sequence}::bigint)`)
    .orderBy('case_log')
    .orderBy('sequence')
    .limit(CHUNK)
    .execute()

/**
 * Brings the events that the timeline had before there were own publications in reach of their publishers, once in the life of a read store. What a stop leaves
 * undone the next start does; a row that is there already stays. A store that is empty has none of before: it is noted as done, and the timeline brings in what comes.
 */
export async function addPublicationsOfBefore({ store }: { readonly store: ReadStore }): Promise<void> {
  if (await isDone(store.db)) return
  const decode = releasedIndexDecoder()
  let at: { readonly caseLog: CaseLogId | ''; readonly sequence: number } = { caseLog: '', sequence: 0 }
  for (let more = !store.fresh; more;) {
    const rows = await eventsAfter(store.db, at.caseLog, at.sequence)
    await insertMany(
      store.db,
      'publication',
      rows.flatMap((row) => publicationRow(decode(row.record_schema, row.index_part))),
      { ignoreRepeats: true },
    )
    const last = rows.at(-1)
    if (last === undefined) more = false
    else at = { caseLog: last.case_log, sequence: last.sequence }
  }
  await store.db
    .insertInto('consumer_offset')
    .values(DONE)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
