import type { CaseLogId } from '../../schemas/ids.ts'
import type { CaseHead } from './case-links.ts'
import type { StoredEvent } from './stored-event.ts'

/** Events of a case log, and the head that they are all up to. */
export interface KeptCase {
  readonly head: CaseHead
  readonly events: readonly StoredEvent[]
}

/** Decoded index parts of case logs from one read to the next: what the store has in the clear, and the logs for ever. Nothing that is sealed is among them. */
export interface KeptEvents {
  /**
   * The events of a case log that are kept: all up to `head` where rows and head are those that they were kept for, else its beginning, if what was added since is
   * all that differs. Undefined where nothing is kept that may be so.
   */
  find(caseLog: CaseLogId, head: CaseHead): KeptCase | undefined
  /** Keeps events that their head's chain was found to be over. */
  keep(caseLog: CaseLogId, head: CaseHead, events: readonly StoredEvent[]): void
}

/** Events that are kept, of all case logs together: some ten megabytes. */
const MOST_EVENTS = 5_000

/** Keeps the events of the case logs that were read last, up to a number of events. */
export function createKeptEvents(mostEvents = MOST_EVENTS): KeptEvents {
  const kept = new Map<CaseLogId, KeptCase>()
  let count = 0
  const letGo = (caseLog: CaseLogId): void => {
    count -= kept.get(caseLog)?.events.length ?? 0
    kept.delete(caseLog)
  }
  return {
    find: (caseLog, { sequence, chain, rows }) => {
      const found = kept.get(caseLog)
      if (found === undefined) return undefined
      const { head } = found
      if (head.sequence < sequence || (head.sequence === sequence && head.rows === rows && head.chain.equals(chain))) {
        // The last to be let go of.
        kept.delete(caseLog)
        kept.set(caseLog, found)
        return found
      }
      letGo(caseLog)
      return undefined
    },
    keep: (caseLog, head, events) => {
      letGo(caseLog)
      if (events.length === 0 || events.length > mostEvents) return
      kept.set(caseLog, { head, events })
      count += events.length
      for (const oldest of kept.keys()) {
        if (count <= mostEvents) return
        letGo(oldest)
      }
    },
  }
}
