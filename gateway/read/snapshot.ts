import type { IndexPart, NumberedEvent } from '../../core/case/index-part.ts'
import { withCandidates } from '../../core/case/same-people.ts'
import { createChainCheck } from '../../core/chain/case-chain.ts'
import { CHAIN_START } from '../../core/chain/hash.ts'
import { leftOf, linkedCases, logsOf, type CaseLinks, type LinkedCase } from '../../core/linking/case-links.ts'
import type { EventPosition } from '../../core/disclosure/disclosed-set.ts'
import { mapInSlices } from '../../infra/event-loop/in-slices.ts'
import type { ReadStoreDb, ReadStoreTx } from '../../infra/read-store/port.ts'
import type { LogVersion } from '../../core/access-log/access-record.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { StoreAlteredError } from './errors.ts'
import { readCaseLinks } from './case-links.ts'
import type { ControlReader, ControlView } from './control-view.ts'

/** Reads an index part as its CaseEvent schema (fingerprint, hex) wrote it. */
export type DecodeIndexPart = (recordSchema: string, bytes: Buffer) => IndexPart

/** An event as the read store has it. */
export interface StoredEvent extends NumberedEvent {
  /** Hashes of its plain parts, 32 bytes each. */
  readonly partHashes: Buffer
}

export interface CaseLog {
  readonly caseLog: CaseLogId
  readonly events: readonly StoredEvent[]
  /** Numbers of the events that have left it. */
  readonly left: ReadonlySet<number>
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
}

/**
 * Reads the cases of case logs inside a snapshot of the read store: heads and index parts, no content. A case is read from every log that people made one
 * with it; a case of which there is no log is not in the answer.
 * INVARIANT: what is decided over is what the head's chain is over; the head goes on record, and a replay compares it with the log. So a row
 * that somebody changed by hand is never decided over in silence. Throws StoreAlteredError.
 */
export async function readCases(tx: ReadStoreTx, deps: SnapshotDeps, caseLogs: readonly CaseLogId[]): Promise<CaseSnapshot> {
  const control = await deps.readControl(tx)
  const { links, caseLogs: wanted } = await readCaseLinks(tx, caseLogs)
  const found = wanted.length === 0 ? [] : await headsWithEvents(tx, wanted)
  const logs = withEmptyLogs(links, found)
  const read: CaseLog[] = []
  for (const log of logs) {
    const events = await eventsOf(deps, log)
    read.push({ caseLog: log.caseLog, events, left: leftOf(links, log.caseLog, events) })
  }
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
  const control = await deps.readControl(db)
  const { links, caseLogs: wanted } = await readCaseLinks(db, caseLogs)
  const heads = await db
    .selectFrom('case_log')
    .select(['case_log', 'sequence', 'chain'])
    .where('case_log', 'in', [...wanted])
    .execute()
  return versionText(
    control,
    links,
    wanted.map((caseLog) => {
      const head = heads.find((found) => found.case_log === caseLog)
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

/** The events of a case log. Throws StoreAlteredError where they are not what its head is over. A long log lets others have their turn on the way. */
async function eventsOf(
  { decodeIndexPart }: Pick<SnapshotDeps, 'decodeIndexPart'>,
  { head, rows }: FoundLog,
): Promise<readonly StoredEvent[]> {
  const chain = createChainCheck()
  const events = await mapInSlices(rows, (row): StoredEvent => {
    chain.add(row)
    return { sequence: row.sequence, index: decodeIndexPart(row.record_schema, row.index_part), partHashes: row.part_hashes }
  })
  if (!chain.endsAt(head)) throw new StoreAlteredError()
  return events
}

type FoundLog = Awaited<ReturnType<typeof headsWithEvents>>[number]

/** The logs found, and those that are one case with them and still empty: the read is of them too. In the order of their ids. */
function withEmptyLogs(links: CaseLinks, found: readonly FoundLog[]): readonly FoundLog[] {
  const there = new Set(found.map(({ caseLog }) => caseLog))
  const others = new Set(found.flatMap(({ caseLog }) => logsOf(links, caseLog)).filter((caseLog) => !there.has(caseLog)))
  if (others.size === 0) return found
  const empty = [...others].map((caseLog) => ({ caseLog, head: { sequence: 0, chain: CHAIN_START }, rows: [] }))
  return [...found, ...empty].sort((one, other) => (one.caseLog < other.caseLog ? -1 : 1))
}

/** The case logs that there are, by id, each with its head and its events: one statement, one way to the database and back. */
async function headsWithEvents(tx: ReadStoreTx, caseLogs: readonly CaseLogId[]) {
  const rows = await tx
    .selectFrom('case_log as log')
    .leftJoin('case_event as event', 'event.case_log', 'log.case_log')
    .select([
      'log.case_log',
      'log.sequence as head',
      'log.chain',
      'event.sequence',
      'event.record_schema',
      'event.index_part',
      'event.part_hashes',
    ])
    .where('log.case_log', 'in', [...caseLogs])
    .orderBy('log.case_log')
    .orderBy('event.sequence')
    .execute()
  return [...Map.groupBy(rows, ({ case_log: caseLog }) => caseLog)].map(([caseLog, of]) => ({
    caseLog,
    head: { sequence: of[0]?.head ?? 0, chain: of[0]?.chain ?? Buffer.alloc(0) },
    rows: of.flatMap(({ sequence, record_schema, index_part, part_hashes }) =>
      sequence === null || record_schema === null || index_part === null || part_hashes === null
        ? []
        : [{ sequence, record_schema, index_part, part_hashes }],
    ),
  }))
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
