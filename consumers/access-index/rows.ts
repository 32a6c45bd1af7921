import type { AccessRecord, DecisionValue, RequestValue } from '../../core/access-log/access-record.ts'
import { readerReference } from '../../core/access-log/reader-reference.ts'
import { sequenceRanges } from '../../core/access-log/sequence-ranges.ts'
import type { OpenedRecord } from '../../infra/access-log/open-record.ts'
import type { AccessCaseTable, AccessEntryTable } from '../../infra/read-store/tables.ts'

/** An access record with its offset in access.log, opened. */
export interface IndexedRecord {
  readonly offset: number
  readonly record: AccessRecord
  readonly opened: OpenedRecord
}

/** What the index has of access records. */
export interface AccessRows {
  readonly entries: readonly AccessEntryTable[]
  readonly cases: readonly AccessCaseTable[]
}

/**
 * The cases that a record is of: each of which something went out, and the case that was asked for by its id, or that it names alone, whatever came of it. A list that
 * looked at many cases and showed nothing of them is of none.
 */
function casesOf(position: number, { cases, asked }: RequestValue, { released }: DecisionValue): readonly AccessCaseTable[] {
  return cases.flatMap((caseLog, number): readonly AccessCaseTable[] => {
    const own = released.filter(([of]) => of === number)
    if (own.length === 0 && cases.length > 1 && asked === null) return []
    const classes = new Set(own.flatMap(([, , parts]) => parts.map(([, sensitivity]) => sensitivity)))
    return [
      {
        case_log: caseLog,
        position,
        sequences: sequenceRanges(own.map(([, sequence]) => sequence)),
        classes: [...classes].sort().join(' '),
      },
    ]
  })
}

/**
 * Rows of opened access records: where to look for who read what, with no content and no name. A record whose opening was erased or altered is an entry of nobody,
 * and of no case: what is left of it is its clear part.
 */
export function accessRows(records: readonly IndexedRecord[], secret: Buffer): AccessRows {
  return {
    entries: records.map(({ offset, record: { id, at, action, agency, role, purpose, outcome }, opened: { actor } }) => ({
      position: offset,
      id,
      at,
      reader: typeof actor === 'string' || actor.staff === null ? '' : readerReference(secret, actor.staff),
      agency,
      role,
      purpose,
      action,
      outcome,
    })),
    cases: records.flatMap(({ offset, opened: { request, decision } }) =>
      typeof request === 'string' || typeof decision === 'string' ? [] : casesOf(offset, request, decision),
    ),
  }
}
