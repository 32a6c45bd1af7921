import { sql } from 'kysely'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import { countOf } from '../batch-size.ts'
import { createProjection } from '../projection.ts'
import { readBatches } from '../read-records.ts'
import { createSealer } from '../sealing/sealer.ts'
import { TIMELINE_CONSUMER, timelineStep, type TimelineDeps } from './start.ts'

export interface RebuildDeps extends Pick<TimelineDeps, 'log' | 'store' | 'vault' | 'registry' | 'catalogue' | 'logger'> {
  /** Told of progress: records read so far. */
  readonly onProgress?: (records: number) => void
}

export interface Rebuilt {
  /** Records read. */
  readonly records: number
}

/** Records of one transaction: two such batches are held at once. */
const AT_ONCE = 500

/**
 * Empties the timeline's tables and forgets its offsets, in one transaction. Offsets are locked first, as every consumer does: one that is inside its
 * transaction finishes it, and none begins another.
 */
async function empty(store: ReadStore): Promise<void> {
  await store.db.transaction().execute(async (tx) => {
    await sql`lock table consumer_offset in exclusive mode`.execute(tx)
    // Those of events that wait are intake's.
    await sql`delete from publication as p using case_event as e where e.agency = p.agency and e.system = p.system and e.event_id = p.event_id`.execute(
      tx,
    )
    for (const table of ['publication_erased', 'case_part', 'case_event', 'case_refused', 'case_candidate', 'case_log'] as const)
      await tx.deleteFrom(table).execute()
    await tx.deleteFrom('consumer_offset').where('consumer', '=', TIMELINE_CONSUMER).execute()
  })
}

/**
 * Throws the timeline's tables away and makes them again from the log, the same to the byte. A timeline that runs at the same time ends with
 * OffsetLostError, and so does the rebuild if that one was first; stop it before.
 */
export async function rebuildTimeline(deps: RebuildDeps): Promise<Rebuilt> {
  const { log, store, catalogue, onProgress } = deps
  const sealer = createSealer(catalogue)
  const projection = createProjection({ store, consumer: TIMELINE_CONSUMER, ...timelineStep(deps, sealer) })
  let read = 0
  try {
    await empty(store)
    await projection.handleAll(readBatches(log, CASE_EVENTS, await log.ranges(CASE_EVENTS), AT_ONCE), (batches) => {
      read += countOf(batches)
      onProgress?.(read)
    })
  } finally {
    await sealer.close()
  }
  return { records: read }
}
