import type { IndexPart, NumberedEvent } from '../../core/case/index-part.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { LogVersion } from '../audit/access-record.ts'
import type { ControlReader, ControlView } from './control-view.ts'

/** Reads an index part as its CaseEvent schema (fingerprint, hex) wrote it. */
export type DecodeIndexPart = (recordSchema: string, bytes: Buffer) => IndexPart

export interface CaseLog {
  readonly caseLog: string
  readonly events: readonly NumberedEvent[]
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

/** Reads cases inside a snapshot of the read store: heads and index parts, no content. A case log that is not there is not in the answer. */
export async function readCases(tx: ReadStoreTx, deps: SnapshotDeps, caseLogs: readonly string[]): Promise<CaseSnapshot> {
  const control = await deps.readControl(tx)
  const heads = caseLogs.length === 0 ? [] : await tx.selectFrom('case_log').select(['case_log', 'sequence', 'chain']).where('case_log', 'in', [...caseLogs]).orderBy('case_log').execute()
  const rows = heads.length === 0 ? [] : await tx.selectFrom('case_event').select(['case_log', 'sequence', 'record_schema', 'index_part'])
    .where('case_log', 'in', heads.map((head) => head.case_log)).orderBy('case_log').orderBy('sequence').execute()
  const byLog = Map.groupBy(rows, (row) => row.case_log)
  return {
    control,
    logs: heads.map(({ case_log: caseLog }) => ({
      caseLog,
      events: (byLog.get(caseLog) ?? []).map((row) => ({ sequence: row.sequence, index: deps.decodeIndexPart(row.record_schema, row.index_part) })),
    })),
    versions: [
      ...control.versions,
      ...heads.map((head, place) => ({ log: `case:${place}`, sequence: head.sequence, chain: head.chain.toString('hex') })),
    ],
  }
}
