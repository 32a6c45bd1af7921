import { sql } from 'kysely'
import type { AccessRecord } from '../../core/access-log/access-record.ts'
import { ERASURE_ORDERED, type ErasureOrdered } from '../../core/control/entry.ts'
import { isOrdered } from '../../core/control/state.ts'
import { isWhole, kindOf } from '../../core/erasures/order.ts'
import { ACCESS_INDEX_CONSUMER } from '../../infra/access-log/index-consumer.ts'
import { openRecords, type OpeningVault } from '../../infra/access-log/open-records.ts'
import type { EventLog, LogRecord } from '../../infra/event-log/port.ts'
import { ACCESS_LOG, CONTROL_EVENTS } from '../../infra/event-log/topics.ts'
import { nextOffset } from '../../infra/read-store/offsets.ts'
import type { ReadStore, ReadStoreDb } from '../../infra/read-store/port.ts'
import type { AccessCaseTable, AccessEntryTable } from '../../infra/read-store/tables.ts'
import { createRecordCodec, type RecordCodec } from '../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import { SUBJECTS } from '../../schemas/generated/records.ts'
import type { Finding } from '../finding.ts'
import { readChunks, readRecords } from '../read-records.ts'
import { accessRows, type AccessRows, type IndexedRecord } from './rows.ts'

export interface VerifyIndexDeps {
  readonly log: EventLog
  readonly store: ReadStore
  readonly vault: OpeningVault
  readonly registry: SchemaRegistry
}

/** Records of a chunk that hold, opened. One that was altered is told by the transparency log and the replay: its rows are as it was before. */
async function heldRecords(codec: RecordCodec, vault: OpeningVault, records: readonly LogRecord[]): Promise<readonly IndexedRecord[]> {
  const decoded = await Promise.all(records.map(async ({ offset, value }) => ({ offset, of: await codec.decode(value) })))
  const found = decoded.flatMap(({ offset, of }) =>
    of.ok && of.value.subject === SUBJECTS.accessRecord ? [{ offset, record: of.value.value as AccessRecord }] : [],
  )
  const opened = await openRecords(
    vault,
    found.map(({ record }) => record),
  )
  return found.flatMap((one, at): readonly IndexedRecord[] => {
    const of = opened[at]
    return of === undefined || [of.actor, of.request, of.decision].includes('altered') ? [] : [{ ...one, opened: of }]
  })
}

/** Where rows are looked for: from the first to the last offset of a chunk. */
interface Span {
  readonly first: number
  readonly last: number
}

const entriesIn = (db: ReadStoreDb, { first, last }: Span): Promise<readonly AccessEntryTable[]> =>
  db.selectFrom('access_entry').selectAll().where('position', '>=', first).where('position', '<=', last).execute()

const casesIn = (db: ReadStoreDb, { first, last }: Span, caseLogs: readonly string[]): Promise<readonly AccessCaseTable[]> =>
  db
    .selectFrom('access_case')
    .selectAll()
    .where(sql<boolean>`case_log = any(${caseLogs}::text[])`)
    .where('position', '>=', first)
    .where('position', '<=', last)
    .execute()

/** Case logs of which an erasure as a whole is ordered: the index has forgotten who read them. The log says so before any row is deleted. */
async function erasedCases(log: EventLog, codec: RecordCodec): Promise<ReadonlySet<string>> {
  const [range] = await log.ranges(CONTROL_EVENTS)
  const found = new Set<string>()
  for await (const { value } of readRecords(log, CONTROL_EVENTS, 0, range?.start ?? 0, range?.end ?? 0)) {
    const decoded = await codec.decode(value)
    if (!decoded.ok || decoded.value.subject !== ERASURE_ORDERED) continue
    const order = decoded.value.value as ErasureOrdered
    if (isOrdered(order) && kindOf(order) === 'case' && isWhole(order)) for (const caseLog of order.cases) found.add(caseLog)
  }
  return found
}

/** Who read is not compared where that does not open any more: the row may have been made before. */
const entryIs = (row: AccessEntryTable | undefined, made: AccessEntryTable, opens: boolean): boolean =>
  row !== undefined &&
  (row.reader === made.reader || !opens) &&
  (['id', 'at', 'agency', 'role', 'purpose', 'action', 'outcome'] as const).every((column) => row[column] === made[column])

const caseIs = (row: AccessCaseTable | undefined, made: AccessCaseTable | undefined): boolean =>
  made !== undefined && row?.sequences === made.sequences && row.classes === made.classes

/** A record of which the index has another row, or none. */
interface Difference {
  readonly offset: number
  /** The case logs whose rows differ; undefined: the record's own row does. */
  readonly cases: readonly string[] | undefined
}

function differenceOf(
  { offset, opened: { actor, request, decision } }: IndexedRecord,
  made: AccessRows,
  rows: AccessRows,
): Difference | undefined {
  const [entry] = made.entries
  if (entry !== undefined && !entryIs(rows.entries[0], entry, typeof actor !== 'string')) return { offset, cases: undefined }
  if (typeof request === 'string' || typeof decision === 'string') return undefined
  const [expected, found] = [made.cases, rows.cases].map((of) => new Map(of.map((row) => [row.case_log, row])))
  const cases = [...new Set([...made.cases, ...rows.cases].map((row) => row.case_log))].filter(
    (caseLog) => !caseIs(found?.get(caseLog), expected?.get(caseLog)),
  )
  return cases.length === 0 ? undefined : { offset, cases }
}

/** By position: what is of one record. */
function byPosition({ entries, cases }: AccessRows): (position: number) => AccessRows {
  const [entriesAt, casesAt] = [Map.groupBy(entries, ({ position }) => position), Map.groupBy(cases, ({ position }) => position)]
  return (position) => ({ entries: entriesAt.get(position) ?? [], cases: casesAt.get(position) ?? [] })
}

/**
 * Makes the rows of the access log's index again from the records, as far as their consumer has come, and compares them with those of the read store: a row that is
 * gone would hide a read from whoever asks who read what. Both may go on meanwhile. Rows that are too many are not looked for: a question opens the record.
 */
export async function verifyAccessIndex({ log, store, vault, registry }: VerifyIndexDeps): Promise<readonly Finding[]> {
  const codec = createRecordCodec(registry)
  const secret = await vault.secret('reader-ids')
  const [range] = await log.ranges(ACCESS_LOG)
  const end = Math.min((await nextOffset(store.db, ACCESS_INDEX_CONSUMER, ACCESS_LOG, 0)) ?? 0, range?.end ?? 0)
  const findings: Finding[] = []
  for await (const records of readChunks(log, ACCESS_LOG, 0, range?.start ?? 0, end)) {
    const span = { first: records[0]?.offset ?? 0, last: records.at(-1)?.offset ?? 0 }
    // Who read, before the records are opened: whom an erasure forgot by then does not open either.
    const entries = await entriesIn(store.db, span)
    const held = await heldRecords(codec, vault, records)
    const made = accessRows(held, secret)
    const cases = await casesIn(store.db, span, [...new Set(made.cases.map((row) => row.case_log))])
    const [madeAt, rowsAt] = [byPosition(made), byPosition({ entries, cases })]
    const differences = held.flatMap((one) => differenceOf(one, madeAt(one.offset), rowsAt(one.offset)) ?? [])
    const erased = differences.length === 0 ? new Set<string>() : await erasedCases(log, codec)
    for (const { offset, cases: differing } of differences)
      if (differing?.every((caseLog) => erased.has(caseLog)) !== true)
        findings.push({ code: 'access-index-altered', in: 'store', topic: ACCESS_LOG, offset })
  }
  return findings
}
