import { sql } from 'kysely'
import type { AccessRecord } from '../../core/access-log/access-record.ts'
import { ACCESS_INDEX_CONSUMER } from '../../infra/access-log/index-consumer.ts'
import { openRecords } from '../../infra/access-log/open-records.ts'
import type { Batch, Consumer, EventLog } from '../../infra/event-log/port.ts'
import { ACCESS_LOG } from '../../infra/event-log/topics.ts'
import type { CrashPoint } from '../../infra/faults/crash-point.ts'
import { insertTogether, into } from '../../infra/read-store/insert-many.ts'
import type { ReadStore, ReadStoreTx } from '../../infra/read-store/port.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { Vault } from '../../infra/vault/port.ts'
import { ERASURES_CONSUMER } from '../erasures/start.ts'
import { startPatiently } from '../patiently.ts'
import { createPutAside } from '../put-aside.ts'
import { runProjection } from '../runner.ts'
import { accessRows, type AccessRows, type IndexedRecord } from '../access-index/rows.ts'
import { recallRows, type RecallRows } from './rows.ts'
import { SUBJECTS } from '../../schemas/generated/records.ts'

/** Consumer name and group. */
export const RECALLS_CONSUMER = ACCESS_INDEX_CONSUMER

export interface RecallsDeps {
  readonly log: EventLog
  readonly store: ReadStore
  readonly vault: Vault
  readonly registry: SchemaRegistry
  readonly logger: Log
  /** Points: recalls-before-commit, recalls-after-commit. */
  readonly crashPoint?: CrashPoint
}

/** Of two readings of an event the one of the older version stays: the order of the log does not matter, and twice is the same as once. */
async function applyRecalls(tx: ReadStoreTx, { readings, answers }: RecallRows): Promise<void> {
  if (readings.length > 0) {
    await sql`insert into event_reading (reader, case_log, sequence, head, links, read_at)
      select * from unnest(${readings.map(({ reader }) => reader)}::text[], ${readings.map((row) => row.case_log)}::text[],
        ${readings.map(({ sequence }) => sequence)}::bigint[], ${readings.map(({ head }) => head)}::bigint[], ${readings.map(({ links }) => links)}::bigint[], ${readings.map((row) => row.read_at)}::text[])
      on conflict (reader, case_log, sequence) do update set head = excluded.head, links = excluded.links, read_at = excluded.read_at
        where (excluded.head, excluded.links) < (event_reading.head, event_reading.links)`.execute(tx)
  }
  for (const row of answers) {
    const { acted, step, answered_at } = row
    await tx
      .insertInto('recall_answer')
      .values(row)
      .onConflict((conflict) => conflict.columns(['reader', 'recall']).doUpdateSet({ acted, step, answered_at }))
      .execute()
  }
}

/** What access records come to: for recall notices, and for who asks who read what. */
interface Prepared {
  readonly recalls: RecallRows
  readonly access: AccessRows
}

/** A record that was taken in before stays as it is. */
async function apply(tx: ReadStoreTx, { recalls, access }: Prepared): Promise<void> {
  await applyRecalls(tx, recalls)
  await insertTogether(tx, [
    into('access_entry', access.entries, { ignoreRepeats: true }),
    into('access_case', access.cases, { ignoreRepeats: true }),
  ])
}

/** As the transparency log: while reads go on, ten transactions a second. */
const GATHER_MS = 100

/** The step of the consumer of access.log: what it and a rebuild both run. */
export async function recallsStep({ vault, registry, logger }: Pick<RecallsDeps, 'vault' | 'registry' | 'logger'>) {
  const codec = createRecordCodec(registry)
  const putAside = createPutAside(logger, RECALLS_CONSUMER)
  const secret = await vault.secret('reader-ids')
  const prepare = async (batches: readonly Batch[]): Promise<Prepared> => {
    const found: Pick<IndexedRecord, 'offset' | 'record'>[] = []
    for (const record of batches.flatMap(({ records }) => records)) {
      const decoded = await codec.decode(record.value)
      if (!decoded.ok) putAside(record, decoded.errors[0]?.code ?? 'unreadable')
      else if (decoded.value.subject !== SUBJECTS.accessRecord) putAside(record, 'wrong-kind')
      else found.push({ offset: record.offset, record: decoded.value.value as AccessRecord })
    }
    const opened = await openRecords(
      vault,
      found.map(({ record }) => record),
    )
    const entries = found.flatMap((one, at): readonly IndexedRecord[] => {
      const of = opened[at]
      return of === undefined ? [] : [{ ...one, opened: of }]
    })
    return {
      recalls: recallRows(
        entries.map(({ record, opened }) => [record, opened]),
        secret,
      ),
      access: accessRows(entries, secret),
    }
  }
  // A reader or case that is erased while records are opened is not named by what they come to.
  return { prepare, apply, restsOn: ERASURES_CONSUMER }
}

/**
 * Starts the consumer of access.log that knows who has read what: for recall notices (gateway/read/recalls.ts), and for who asks who read what (consumers/access-index,
 * gateway/questions); each record is opened once for both. What anybody is told of it is decided when they ask. Waits for the registry where it is away.
 */
export const startRecalls = (given: RecallsDeps): Promise<Consumer> =>
  startPatiently(given, async (deps) => {
    const { log, store, crashPoint } = deps
    return runProjection({
      log,
      store,
      consumer: RECALLS_CONSUMER,
      topics: [ACCESS_LOG],
      gatherMs: GATHER_MS,
      ...(await recallsStep(deps)),
      ...(crashPoint === undefined ? {} : { crashPoint }),
    })
  })
