import { sql } from 'kysely'
import type { IndexPart } from '../../core/case/index-part.ts'
import { withCandidates } from '../../core/case/same-people.ts'
import { createChainCheck } from '../../core/chain/case-chain.ts'
import { CHAIN_START } from '../../core/chain/hash.ts'
import { leftOf, linkedCases, logsOf, type CaseLinks, type LinkedCase } from '../../core/linking/case-links.ts'
import type { EventPosition } from '../../core/disclosure/disclosed-set.ts'
import { mapInSlices } from '../../infra/event-loop/in-slices.ts'
import type { ReadStoreDb, ReadStoreTx } from '../../infra/read-store/port.ts'
import type { CaseEventTable } from '../../infra/read-store/tables.ts'
import type { LogVersion } from '../../core/access-log/access-record.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { StoreAlteredError } from './errors.ts'
import { HASH_OF_ROW, readCaseLinks, type CaseHead } from './case-links.ts'
import type { ControlReader, ControlView } from './control-view.ts'
import type { KeptCase, KeptEvents } from './kept-events.ts'
import type { StoredEvent } from './stored-event.ts'

export type { StoredEvent } from './stored-event.ts'

/** Reads an index part as its CaseEvent schema (fingerprint, hex) wrote it. */
export type DecodeIndexPart = (recordSchema: string, bytes: Buffer) => IndexPart

export interface CaseLog {
  readonly caseLog: CaseLogId
  readonly events: readonly StoredEvent[]
  /** Numbers of the events that have left it. */
  readonly left: ReadonlySet<number>
  /** What the rows of its parts come to. */
  readonly partRows: string
}

/** What decisions are made over, as it stood at one moment, with the versions of the logs that it is a function of. */
export interface CaseSnapshot {
  readonly control: ControlView
  readonly links: CaseLinks
  readonly logs: readonly CaseLog[]
  /** The same logs as cases. */
  readonly cases: readonly LinkedCase<CaseLog>[]
  /** links, control, then `case:<n>` for the n-th of `logs`. */
  readonly versions: readonly LogVersion[]
}

export interface SnapshotDeps {
  readonly readControl: ControlReader
  readonly decodeIndexPart: DecodeIndexPart
  /** Default: nothing is kept from one read to the next. */
  readonly keptEvents?: KeptEvents
}

/**
 * Reads the cases of case logs inside a snapshot of the read store: heads and index parts, no content. A case is read from every log that people made one
 * with it; a case of which there is no log is not in the answer.
 * INVARIANT: what is decided over is what the head's chain is over; the head goes on record, and a replay compares it with the log. So a row
 * that somebody changed by hand is never decided over in silence: events that were kept stand for rows that come to the same. Throws StoreAlteredError.
 */
export async function readCases(tx: ReadStoreTx, deps: SnapshotDeps, caseLogs: readonly CaseLogId[]): Promise<CaseSnapshot> {
  const { links, caseLogs: wanted, heads, logHeads } = await readCaseLinks(tx, caseLogs, { rows: true })
  const control = await deps.readControl(tx, logHeads)
  const logs = withEmptyLogs(links, wanted, heads)
  const events = await eventsOfLogs(tx, deps, logs)
  const read = logs.map(({ caseLog, head: { partRows } }): CaseLog => {
    const own = events.get(caseLog) ?? []
    return { caseLog, events: own, left: leftOf(links, caseLog, own), partRows }
  })
  return {
    control,
    links,
    logs: read,
    cases: withCandidates(linkedCases(links, read)),
    versions: [
      ...control.versions,
      ...logs.map(({ head }, number) => ({ log: `case:${number}`, sequence: head.sequence, chain: head.chain.toString('hex') })),
    ],
  }
}

/** What a snapshot rests on, as text: but for the number of links.events, which grows with every case there is. */
export const versionOf = ({ control, links, logs, versions }: Pick<CaseSnapshot, 'control' | 'links' | 'logs' | 'versions'>): string =>
  versionText(
    control,
    links,
    logs.map(({ caseLog }, number) => [caseLog, versions.find(({ log }) => log === `case:${String(number)}`)]),
  )

/** The version of cases as it is now, without a look at their content: while it is the same, so is their snapshot. `caseLogs`: every log of the snapshot. */
export async function readVersion(
  db: ReadStoreDb,
  deps: Pick<SnapshotDeps, 'readControl'>,
  caseLogs: readonly CaseLogId[],
): Promise<string> {
  const { links, caseLogs: wanted, heads, logHeads } = await readCaseLinks(db, caseLogs)
  const control = await deps.readControl(db, logHeads)
  return versionText(
    control,
    links,
    wanted.map((caseLog) => {
      const head = heads.get(caseLog)
      return [caseLog, { sequence: head?.sequence ?? 0, chain: (head?.chain ?? CHAIN_START).toString('hex') }]
    }),
  )
}

type Head = Pick<LogVersion, 'sequence' | 'chain'>

const versionText = (
  { versions }: ControlView,
  { merged, left, candidates }: CaseLinks,
  heads: readonly (readonly [string, Head | undefined])[],
): string =>
  JSON.stringify([
    versions.filter(({ log }) => log === 'control').map(({ sequence, chain }) => [sequence, chain]),
    [...merged.values()],
    [...left].map(([caseLog, names]) => [caseLog, ...names]),
    candidates,
    heads.map(([caseLog, head]) => [caseLog, head?.sequence, head?.chain]),
  ])

interface FoundLog {
  readonly caseLog: CaseLogId
  readonly head: CaseHead
}

/** A log with what of it is kept. */
interface LogToRead extends FoundLog {
  /** Its beginning; undefined: it is read as a whole. */
  readonly kept: KeptCase | undefined
}

/**
 * The events of case logs: those that were kept, and of the others as the store has them, in one statement. Where a case has grown, what was added is read: an answer
 * takes hardly longer for it, so that who is refused does not learn by his clock that something was said. Throws StoreAlteredError.
 */
async function eventsOfLogs(
  tx: ReadStoreTx,
  { decodeIndexPart, keptEvents }: Pick<SnapshotDeps, 'decodeIndexPart' | 'keptEvents'>,
  logs: readonly FoundLog[],
): Promise<ReadonlyMap<CaseLogId, readonly StoredEvent[]>> {
  const events = new Map<CaseLogId, readonly StoredEvent[]>()
  const read = async (others: readonly LogToRead[]): Promise<void> => {
    if (others.length === 0) return
    const rows = Map.groupBy(await eventRows(tx, others), ({ case_log: caseLog }) => caseLog)
    const altered: LogToRead[] = []
    for (const { caseLog, head, kept } of others) {
      const added = rows.get(caseLog) ?? []
      if (kept !== undefined && !isWhatWasAdded(added, kept.head, head)) {
        altered.push({ caseLog, head, kept: undefined })
        continue
      }
      const all = [...(kept?.events ?? []), ...(await eventsOf(decodeIndexPart, head, added, kept?.head))]
      keptEvents?.keep(caseLog, head, all)
      events.set(caseLog, all)
    }
    await read(altered)
  }
  await read(
    logs.flatMap((log): readonly LogToRead[] => {
      const kept = keptEvents?.find(log.caseLog, log.head)
      if (kept?.head.sequence !== log.head.sequence) return [{ ...log, kept }]
      events.set(log.caseLog, kept.events)
      return []
    }),
  )
  return events
}

/** Whether rows are all that a log has more, or otherwise, than at a head of before: what rows come to is their hashes, each added by exclusive or. */
const isWhatWasAdded = (rows: readonly EventRow[], before: CaseHead, now: CaseHead): boolean =>
  rows.reduce((sum, { row_hash: hash }) => sum ^ BigInt(hash), BigInt(before.rows)) === BigInt(now.rows)

type EventRow = Pick<CaseEventTable, 'case_log' | 'sequence' | 'record_schema' | 'index_part' | 'part_hashes'> & {
  readonly row_hash: string
}

/** The events of a case log, or those after `before`. Throws StoreAlteredError where they are not what its head is over. A long log lets others have their turn on the way. */
async function eventsOf(
  decodeIndexPart: DecodeIndexPart,
  head: CaseHead,
  rows: readonly EventRow[],
  before: CaseHead | undefined,
): Promise<readonly StoredEvent[]> {
  const chain = createChainCheck(before)
  const events = await mapInSlices(rows, (row): StoredEvent => {
    chain.add(row)
    return { sequence: row.sequence, index: decodeIndexPart(row.record_schema, row.index_part), partHashes: row.part_hashes }
  })
  if (!chain.endsAt(head)) throw new StoreAlteredError()
  return events
}

const EMPTY: CaseHead = { sequence: 0, chain: CHAIN_START, rows: '', partRows: '' }

/** The logs that there are, and those that are one case with them and still empty: the read is of them too. In the order of their ids. */
function withEmptyLogs(links: CaseLinks, wanted: readonly CaseLogId[], heads: ReadonlyMap<CaseLogId, CaseHead>): readonly FoundLog[] {
  const found = wanted.flatMap((caseLog): FoundLog[] => {
    const head = heads.get(caseLog)
    return head === undefined ? [] : [{ caseLog, head }]
  })
  const others = new Set(found.flatMap(({ caseLog }) => logsOf(links, caseLog)).filter((caseLog) => !heads.has(caseLog)))
  if (others.size === 0) return found
  const empty = [...others].map((caseLog): FoundLog => ({ caseLog, head: EMPTY }))
  return [...found, ...empty].sort((one, other) => (one.caseLog < other.caseLog ? -1 : 1))
}

/** The events of case logs after those that are kept, in order, each with what its row adds to what the rows come to (`CaseHead.rows`). */
async function eventRows(tx: ReadStoreTx, logs: readonly LogToRead[]): Promise<readonly EventRow[]> {
  const caseLogs = logs.map(({ caseLog }) => caseLog)
  const after = logs.map(({ kept }) => kept?.head.sequence ?? 0)
  const { rows } =
    await sql<EventRow>`select event.case_log, event.sequence, event.record_schema, event.index_part, event.part_hashes, ${HASH_OF_ROW} as row_hash
    from unnest(${caseLogs}::text[], ${after}::bigint[]) as given (case_log, after)
      cross join lateral (select * from case_event where case_log = given.case_log and sequence > given.after offset 0) as event
    order by event.case_log, event.sequence`.execute(tx)
  return rows
}

/** Finds an event of cases by its position. Throws TypeError for one that is not there: a decision is about the events that it was given. */
export function eventIn(logs: readonly CaseLog[]): (position: EventPosition) => StoredEvent {
  const byLog = new Map(logs.map(({ caseLog, events }) => [caseLog, events]))
  return ({ caseLog, sequence }) => {
    // A case log holds together: its n-th event is number n.
    const event = byLog.get(caseLog)?.[sequence - 1]
    if (event?.sequence !== sequence) throw new TypeError('An event that is not in the case')
    return event
  }
}
