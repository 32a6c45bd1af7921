import { sql } from 'kysely'
import { ACCESS_INDEX_CONSUMER } from '../../infra/access-log/index-consumer.ts'
import { ACCESS_LOG } from '../../infra/event-log/topics.ts'
import { waitForEffect } from '../../infra/read-store/wait-for-effect.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { Period, QuestionDeps } from './deps.ts'

/** An access record where the index has it. */
export interface IndexRow {
  /** Offset in access.log. */
  readonly position: number
  /** Keyed hash of the reader; empty where nobody is known. */
  readonly reader: string
}

const PATIENCE_MS = 2_000

/** Waits a little until the index has what access.log holds now; resolves with whether it has. */
export async function indexIsWhole({ reads, eventLog }: Pick<QuestionDeps, 'reads' | 'eventLog'>): Promise<boolean> {
  const [range] = await eventLog.ranges(ACCESS_LOG)
  if (range === undefined || range.end === range.start) return true
  const last = { topic: ACCESS_LOG, partition: 0, offset: range.end - 1 }
  return waitForEffect(reads.readStore, last, { consumer: ACCESS_INDEX_CONSUMER, timeout: PATIENCE_MS })
}

/** Which records of cases. */
export interface OfCases extends Period {
  readonly caseLogs: readonly CaseLogId[]
  /** Only those that gave out parts of this class. */
  readonly class?: string
  /** Also those that name the case and showed nothing of it. */
  readonly attempts?: boolean
  /** Only those of this reader, or of all others: keyed hash. */
  readonly only?: string
  readonly not?: string
}

/** Bounds that are no moment: every moment lies between them. */
const FIRST = ''
const LAST = '~'

/** Records of cases, the newest first; `before`: only those that stand before this position. */
export async function rowsOfCases(
  db: ReadStoreDb,
  { caseLogs, from = FIRST, to = LAST, class: sensitivity, attempts = false, only, not }: OfCases,
  limit: number,
  before?: number,
): Promise<readonly IndexRow[]> {
  const { rows } = await sql<IndexRow>`
    select entry.position, entry.reader from access_entry as entry
    where entry.at between ${from} and ${to} and (${before === undefined} or entry.position < ${before ?? 0}::bigint)
      and (${only === undefined} or entry.reader = ${only ?? ''}) and (${not === undefined} or entry.reader <> ${not ?? ''})
      and exists (select from access_case as of where of.position = entry.position and of.case_log = any(${caseLogs}::text[])
        and (${attempts} or of.sequences <> '') and (${sensitivity === undefined} or ' ' || of.classes || ' ' like ${`% ${sensitivity ?? ''} %`}))
    order by entry.position desc limit ${limit}`.execute(db)
  return rows
}

/** First readings of events, each with its record: where to look for who read what has since been withdrawn. */
export interface ReadingRow extends IndexRow {
  readonly caseLog: CaseLogId
  readonly sequence: number
  /** Head of the case log that it was decided over. */
  readonly head: number
  readonly readAt: string
}

/** The first readings of events of case logs by each reader, with the records that they are of, in the order of the log. */
export async function firstReadings(db: ReadStoreDb, caseLogs: readonly CaseLogId[]): Promise<readonly ReadingRow[]> {
  const { rows } = await sql<ReadingRow>`
    select distinct on (reading.case_log, reading.sequence, reading.reader) entry.position, reading.reader, reading.case_log as "caseLog", reading.sequence, reading.head,
      reading.read_at as "readAt"
    from event_reading as reading join access_entry as entry on entry.reader = reading.reader and entry.at = reading.read_at
      join access_case as of on of.position = entry.position and of.case_log = reading.case_log and of.sequences <> ''
    where reading.case_log = any(${caseLogs}::text[]) order by reading.case_log, reading.sequence, reading.reader, entry.position`.execute(
    db,
  )
  return rows
}

/** Records of an action, of all readers but one, the newest first. */
export async function rowsOfAction(
  db: ReadStoreDb,
  action: string,
  { from = FIRST, to = LAST, not }: Period & { readonly not: string },
  limit: number,
  before?: number,
): Promise<readonly IndexRow[]> {
  return db
    .selectFrom('access_entry')
    .select(['position', 'reader'])
    .where('action', '=', action)
    .where('at', '>=', from)
    .where('at', '<=', to)
    .where('reader', '<>', not)
    .$if(before !== undefined, (query) => query.where('position', '<', before ?? 0))
    .orderBy('position', 'desc')
    .limit(limit)
    .execute()
}

/** Records of a reader, the newest first. */
export async function rowsOfReader(
  db: ReadStoreDb,
  reader: string,
  { from = FIRST, to = LAST }: Period,
  limit: number,
  before?: number,
): Promise<readonly IndexRow[]> {
  return db
    .selectFrom('access_entry')
    .select(['position', 'reader'])
    .where('reader', '=', reader)
    .where('at', '>=', from)
    .where('at', '<=', to)
    .$if(before !== undefined, (query) => query.where('position', '<', before ?? 0))
    .orderBy('position', 'desc')
    .limit(limit)
    .execute()
}
