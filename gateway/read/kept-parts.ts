import type { CaseLogId } from '../../schemas/ids.ts'
import type { SealedRow, WantedPart } from './sealed-row.ts'

/** A case log with what tells its rows of parts from those of any other moment. */
export interface PartsVersion {
  readonly caseLog: CaseLogId
  readonly partRows: string
}

/** Sealed parts that are kept of the case logs of a read. */
export interface PartsOfRead {
  /** The row of a part; null: the event has no such part; undefined: not known, look. */
  readonly find: (part: WantedPart) => SealedRow | null | undefined
  /** Keeps what was fetched: a row, or null where there was none. */
  readonly keep: (part: WantedPart, row: SealedRow | null) => void
}

/**
 * Sealed parts from one read to the next, as the store has them: no key is among them and nothing that was opened, and only what some read was allowed to
 * have. Those of a case log are let go of as soon as one row of its parts was added, changed or removed.
 */
export interface KeptParts {
  /** `logs`: of one snapshot, each once. */
  ofRead(logs: readonly PartsVersion[]): PartsOfRead
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
  /** The last to be let go of. */
  const use = ({ caseLog, partRows }: PartsVersion): OfLog => {
    const known = kept.get(caseLog)
    if (known?.partRows !== partRows) letGo(caseLog)
    else kept.delete(caseLog)
    const used = known?.partRows === partRows ? known : { partRows, found: new Map<number, Found[]>(), bytes: 0 }
    kept.set(caseLog, used)
    return used
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
  return {
    ofRead: (logs) => {
      const ofLogs = new Map(logs.map((log) => [log.caseLog, use(log)]))
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
