import type { CaseLogId } from '../../schemas/ids.ts'
import type { SealedRow, WantedPart } from './sealed-row.ts'

/** A case log with what tells its rows of parts from those of any other moment. */
export interface PartsVersion {
  readonly caseLog: CaseLogId
  readonly partRows: string
  /** Those that the parts are of: the n-th is number n. */
  readonly events: readonly unknown[]
}

/** What the rows of parts of a case log's events up to a number come to, at the moment of a read. */
export type RowsUpTo = (caseLog: CaseLogId, sequence: number) => Promise<string>

/** Sealed parts that are kept of the case logs of a read. */
export interface PartsOfRead {
  /** The row of a part; null: the event has no such part; undefined: not known, look. */
  readonly find: (part: WantedPart) => SealedRow | null | undefined
  /** Keeps what was fetched: a row, or null where there was none. */
  readonly keep: (part: WantedPart, row: SealedRow | null) => void
}

/**
 * Sealed parts from one read to the next, as the store has them: no key is among them and nothing that was opened, and only what some read was allowed to
 * have. Those of a case log are let go of by the next read of it once a row of them was changed or removed; events that were added since let go of none: an answer takes
 * hardly longer for what is hidden from its reader.
 */
export interface KeptParts {
  /** `logs`: of one snapshot, each once. */
  ofRead(logs: readonly PartsVersion[], rowsUpTo: RowsUpTo): Promise<PartsOfRead>
}

/** Bytes of sealed parts that are kept, of all case logs together, each with what its row takes besides. */
const MOST_BYTES = 16 * 1024 * 1024
const BYTES_OF_A_ROW = 300

interface Found {
  readonly part: WantedPart
  readonly row: SealedRow | null
}

interface OfLog {
  readonly partRows: string
  /** Number of the last event that the case log had. */
  readonly sequence: number
  /** By the number of the event. */
  readonly found: Map<number, Found[]>
  bytes: number
}

const isSame = (one: WantedPart, other: WantedPart): boolean =>
  one.class === other.class && one.owner === other.owner && one.form === other.form

/** Keeps the sealed parts of the case logs that were read last, up to a number of bytes. */
export function createKeptParts(mostBytes = MOST_BYTES): KeptParts {
  const kept = new Map<CaseLogId, OfLog>()
  let bytes = 0
  const letGo = (caseLog: CaseLogId): void => {
    bytes -= kept.get(caseLog)?.bytes ?? 0
    kept.delete(caseLog)
  }
  const count = (caseLog: CaseLogId, used: OfLog, added: number): void => {
    used.bytes += added
    // A read that began before another let go of the case log fills what nobody finds again.
    if (kept.get(caseLog) !== used) return
    bytes += added
    for (const oldest of kept.keys()) {
      if (bytes <= mostBytes) return
      letGo(oldest)
    }
  }
  /** What is kept for a moment of a case log: what was kept for one of before, where its events since are all that differs. */
  const use = async ({ caseLog, partRows, events }: PartsVersion, rowsUpTo: RowsUpTo): Promise<OfLog> => {
    const known = kept.get(caseLog)
    const sequence = events.length
    if (known?.partRows === partRows) {
      // The last to be let go of.
      kept.delete(caseLog)
      kept.set(caseLog, known)
      return known
    }
    const isGrown = known !== undefined && known.sequence < sequence && (await rowsUpTo(caseLog, known.sequence)) === known.partRows
    letGo(caseLog)
    const used = {
      partRows,
      sequence,
      found: new Map(isGrown ? [...known.found].map(([number, found]) => [number, [...found]]) : []),
      bytes: 0,
    }
    kept.set(caseLog, used)
    count(caseLog, used, BYTES_OF_A_ROW + (isGrown ? known.bytes : 0))
    return used
  }
  return {
    ofRead: async (logs, rowsUpTo) => {
      const ofLogs = new Map<CaseLogId, OfLog>()
      for (const log of logs) ofLogs.set(log.caseLog, await use(log, rowsUpTo))
      return {
        find: (part) =>
          ofLogs
            .get(part.caseLog)
            ?.found.get(part.sequence)
            ?.find((one) => isSame(one.part, part))?.row,
        keep: (part, row) => {
          const used = ofLogs.get(part.caseLog)
          if (used === undefined) return
          const ofEvent = used.found.get(part.sequence) ?? []
          used.found.set(part.sequence, ofEvent)
          ofEvent.push({ part, row })
          count(part.caseLog, used, BYTES_OF_A_ROW + (row?.sealed.length ?? 0))
        },
      }
    },
  }
}
