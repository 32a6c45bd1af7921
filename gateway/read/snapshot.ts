import type { IndexPart, NumberedEvent } from '../../core/case/index-part.ts'
import { holdsCaseChain } from '../../core/chain/case-chain.ts'
import type { EventPlace } from '../../core/release/released-set.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { LogVersion } from '../../core/access/access-record.ts'
import { StoreAlteredError } from './altered.ts'
import type { ControlReader, ControlView } from './control-view.ts'

/** Reads an index part as its CaseEvent schema (fingerprint, hex) wrote it. */
export type DecodeIndexPart = (recordSchema: string, bytes: Buffer) => IndexPart

/** An event as the read store has it. */
export interface StoredEvent extends NumberedEvent {
  /** Hashes of its plain parts, 32 bytes each. */
  readonly partHashes: Buffer
}

export interface CaseLog {
  readonly caseLog: string
  readonly events: readonly StoredEvent[]
}

/** What decisions are made over, as it stood at one moment, with the versions of the logs that it is a function of. */
export interface CaseSnapshot {
  readonly control: ControlView
  readonly logs: readonly CaseLog[]
  /** links, control, then `case:<n>` for the n-th of `logs`. */
  readonly versions: readonly LogVersion[]
}

export interface SnapshotDeps {
  readonly readControl: ControlReader
  readonly decodeIndexPart: DecodeIndexPart
}

/**
 * Reads cases inside a snapshot of the read store: heads and index parts, no content. A case log that is not there is not in the answer.
 * INVARIANT: what is decided over is what the head's chain is over; the head goes on record, and a replay compares it with the log. So a row
 * that somebody changed by hand is never decided over in silence. Throws StoreAlteredError.
 */
export async function readCases(tx: ReadStoreTx, deps: SnapshotDeps, caseLogs: readonly string[]): Promise<CaseSnapshot> {
  const control = await deps.readControl(tx)
  const logs = caseLogs.length === 0 ? [] : await headsWithEvents(tx, caseLogs)
  if (!logs.every(({ head, rows }) => holdsCaseChain(rows, head))) throw new StoreAlteredError()
  return {
    control,
    logs: logs.map(({ caseLog, rows }) => ({
      caseLog,
      events: rows.map((row) => ({
        sequence: row.sequence, index: deps.decodeIndexPart(row.record_schema, row.index_part), partHashes: row.part_hashes,
      })),
    })),
    versions: [
      ...control.versions,
      ...logs.map(({ head }, place) => ({ log: `case:${place}`, sequence: head.sequence, chain: head.chain.toString('hex') })),
    ],
  }
}

/** The case logs that there are, by id, each with its head and its events: one statement, one way to the database and back. */
async function headsWithEvents(tx: ReadStoreTx, caseLogs: readonly string[]) {
  const rows = await tx.selectFrom('case_log as log').leftJoin('case_event as event', 'event.case_log', 'log.case_log')
    .select(['log.case_log', 'log.sequence as head', 'log.chain', 'event.sequence', 'event.record_schema', 'event.index_part', 'event.part_hashes'])
    .where('log.case_log', 'in', [...caseLogs]).orderBy('log.case_log').orderBy('event.sequence').execute()
  return [...Map.groupBy(rows, ({ case_log: caseLog }) => caseLog)].map(([caseLog, of]) => ({
    caseLog,
    head: { sequence: of[0]?.head ?? 0, chain: of[0]?.chain ?? Buffer.alloc(0) },
    rows: of.flatMap(({ sequence, record_schema, index_part, part_hashes }) =>
      (sequence === null || record_schema === null || index_part === null || part_hashes === null ? [] : [{ sequence, record_schema, index_part, part_hashes }])),
  }))
}

/** Finds an event of cases by its place. Throws TypeError for one that is not there: a decision is about the events that it was given. */
export function eventIn(logs: readonly CaseLog[]): (place: EventPlace) => StoredEvent {
  const byLog = new Map(logs.map(({ caseLog, events }) => [caseLog, events]))
  return ({ caseLog, sequence }) => {
    // A case log holds together: its n-th event is number n.
    const event = byLog.get(caseLog)?.[sequence - 1]
    if (event?.sequence !== sequence) throw new TypeError('An event that is not in the case')
    return event
  }
}
