import type { IndexPart, NumberedEvent } from '../../core/case/index-part.ts'
import { holdsCaseChain } from '../../core/chain/case-chain.ts'
import type { EventPlace } from '../../core/release/released-set.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { LogVersion } from '../audit/access-record.ts'
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
  const heads = caseLogs.length === 0 ? [] : await tx.selectFrom('case_log').select(['case_log', 'sequence', 'chain']).where('case_log', 'in', [...caseLogs]).orderBy('case_log').execute()
  const rows = heads.length === 0 ? [] : await tx.selectFrom('case_event').select(['case_log', 'sequence', 'record_schema', 'index_part', 'part_hashes'])
    .where('case_log', 'in', heads.map((head) => head.case_log)).orderBy('case_log').orderBy('sequence').execute()
  const byLog = Map.groupBy(rows, (row) => row.case_log)
  if (!heads.every((head) => holdsCaseChain(byLog.get(head.case_log) ?? [], head))) throw new StoreAlteredError()
  return {
    control,
    logs: heads.map(({ case_log: caseLog }) => ({
      caseLog,
      events: (byLog.get(caseLog) ?? []).map((row) => ({
        sequence: row.sequence, index: deps.decodeIndexPart(row.record_schema, row.index_part), partHashes: row.part_hashes,
      })),
    })),
    versions: [
      ...control.versions,
      ...heads.map((head, place) => ({ log: `case:${place}`, sequence: head.sequence, chain: head.chain.toString('hex') })),
    ],
  }
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
