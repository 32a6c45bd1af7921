import type { CaseLogId } from '../../schemas/ids.ts'
import type { AccessRecord, DecisionValue, RequestValue } from './access-record.ts'

/** A reader's first reading of an event: which version of its case log it was of, and when. */
export interface EventReading {
  readonly caseLog: CaseLogId
  readonly sequence: number
  /** Head of the case log that the read was decided over. */
  readonly head: number
  /** Number of the last entry of links.events that the read was decided over. */
  readonly links: number
  /** ISO 8601 in UTC with milliseconds. */
  readonly readAt: string
}

/**
 * Actions that name a case, and of its events no more than that something was said about another. INVARIANT: opening an own publication is no reading either: its readers would hear of a correction only where
 * the event is in a case, and so learn whether it is.
 */
const LISTS: ReadonlySet<string> = new Set(['case-list', 'case', 'recalls', 'harm-reviews', 'publication-open'])

/** The events whose content a read gave out, from its access record and opening. A tombstone has none. */
export function readingsOf(
  record: Pick<AccessRecord, 'action' | 'at' | 'outcome' | 'versions'>,
  request: RequestValue,
  decision: DecisionValue,
): readonly EventReading[] {
  if (record.outcome !== 'permit' || LISTS.has(record.action)) return []
  const heads = new Map(record.versions.map(({ log, sequence }) => [log, sequence]))
  const tombstones = new Set(
    decision.events.filter(([, , effect]) => effect === 'tombstone').map(([log, sequence]) => `${String(log)} ${String(sequence)}`),
  )
  return decision.released.flatMap(([caseNumber, sequence]) => {
    const [caseLog, head] = [request.cases[caseNumber], heads.get(`case:${String(caseNumber)}`)]
    if (caseLog === undefined || head === undefined || tombstones.has(`${String(caseNumber)} ${String(sequence)}`)) return []
    return [{ caseLog, sequence, head, links: heads.get('links') ?? 0, readAt: record.at }]
  })
}
