import { sql } from 'kysely'
import { UNLINKED_EVENTS } from '../../infra/event-log/topics.ts'
import type { Appended, EventLog } from '../../infra/event-log/port.ts'
import { insertMany } from '../../infra/read-store/insert-many.ts'
import { moveOffset, nextOffset, OffsetLostError } from '../../infra/read-store/offsets.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import type { RecordCodec } from '../../infra/registry/record-codec.ts'
import type { UnlinkedAwaitsTable, UnlinkedTable } from '../../infra/read-store/tables.ts'
import { publicationRow } from '../publication-row.ts'
import type { UnlinkedEventRecord } from './entries.ts'
import { IntakeError, unreadable } from './errors.ts'
import { lockLinkTables } from './link-tables-lock.ts'
import { SUBJECTS } from '../../schemas/generated/records.ts'
import { statementRows } from './statement-rows.ts'
import { matchesAny } from './unlinked-rows.ts'

/** Consumer name of whoever folds unlinked.events. */
export const UNLINKED_CONSUMER = 'intake-unlinked'
const CHUNK = 500

/** The log of events that no rule links yet, applied to the read store. */
export interface UnlinkedLog {
  /** Applies everything that is in the log; what another intake applies at the same time is the same. */
  catchUp(): Promise<void>
  append(events: readonly UnlinkedEventRecord[]): Promise<readonly Appended[]>
  /** Reads the event that stands at an offset. */
  read(offset: number): Promise<UnlinkedEventRecord>
}

const unlinkedRow = (event: UnlinkedEventRecord, offset: number): UnlinkedTable => ({
  agency: event.agency,
  system: event.system,
  event_id: event.event_id,
  type: event.type,
  digest: event.digest,
  inbox_topic: event.inbox.topic,
  inbox_partition: event.inbox.partition,
  inbox_offset: event.inbox.offset,
  unlinked_offset: offset,
})

const awaitsRows = ({ agency, system, event_id: id, awaits }: UnlinkedEventRecord): readonly UnlinkedAwaitsTable[] =>
  awaits.map((token) => ({ agency, system, event_id: id, token }))

const claimed = sql<boolean>`exists (select 1 from link_claim c
  where c.agency = unlinked_awaits.agency and c.system = unlinked_awaits.system and c.event_id = unlinked_awaits.event_id)`

export interface UnlinkedLogDeps {
  readonly log: EventLog
  readonly store: ReadStore
  readonly records: RecordCodec
}

/** The log, as the store has it. */
export function createUnlinkedLog({ log, store, records }: UnlinkedLogDeps): UnlinkedLog {
  const decode = async (wire: Buffer): Promise<UnlinkedEventRecord> => {
    const decoded = await records.decode(wire)
    if (!decoded.ok) throw unreadable(decoded.errors)
    if (decoded.value.subject !== SUBJECTS.unlinkedEvent)
      throw new IntakeError('unreadable-record', 'An entry of the unlinked log is of another kind.')
    return decoded.value.value as UnlinkedEventRecord
  }
  /** Applies the next entries; false when there are none. */
  const applyNext = async (): Promise<boolean> => {
    const from = await nextOffset(store.db, UNLINKED_CONSUMER, UNLINKED_EVENTS, 0)
    const chunk = await log.read(UNLINKED_EVENTS, 0, from ?? 0, CHUNK)
    const last = chunk.at(-1)
    if (last === undefined) return false
    const events = await Promise.all(chunk.map(async ({ value, offset }) => ({ offset, event: await decode(value) })))
    await store.db.transaction().execute(async (tx) => {
      await lockLinkTables(tx)
      await moveOffset(tx, { consumer: UNLINKED_CONSUMER, topic: UNLINKED_EVENTS, partition: 0, from, to: last.offset + 1 })
      await insertMany(
        tx,
        'unlinked',
        events.map(({ event, offset }) => unlinkedRow(event, offset)),
        { ignoreRepeats: true },
      )
      await insertMany(
        tx,
        'unlinked_awaits',
        events.flatMap(({ event }) => awaitsRows(event)),
        { ignoreRepeats: true },
      )
      await tx
        .deleteFrom('unlinked_awaits')
        .where(matchesAny(events.map(({ event }) => event)))
        .where(claimed)
        .execute()
      await insertMany(
        tx,
        'own_statement',
        events.flatMap(({ event }) => statementRows(event)),
        { ignoreRepeats: true },
      )
      await insertMany(
        tx,
        'publication',
        events.flatMap(({ event }) => publicationRow(event)),
        { ignoreRepeats: true },
      )
    })
    return true
  }
  return {
    async catchUp() {
      for (let more = true; more;) {
        more = await applyNext().catch((error: unknown) => {
          if (error instanceof OffsetLostError) return true
          throw error
        })
      }
    },
    async append(events) {
      const encoded = await Promise.all(events.map((event) => records.encode(SUBJECTS.unlinkedEvent, event)))
      return log.append(encoded.map(({ wire }) => ({ topic: UNLINKED_EVENTS, key: null, value: wire })))
    },
    async read(offset) {
      const [record] = await log.read(UNLINKED_EVENTS, 0, offset, 1)
      if (record?.offset !== offset) throw new IntakeError('unreadable-record', 'An unlinked event is not where it was.')
      return decode(record.value)
    },
  }
}
