import { SUBJECTS } from '../../schemas/generated/records.ts'
import { fieldBytes, type Decoded } from '../../schemas/codec/resolvers.ts'
import { byClassThenOwner } from '../parts/classes.ts'
import type { CaseEventRecord } from './index-part.ts'

/** A decoded record of case.events, with what the chain needs. */
export interface LogEntry {
  readonly record: CaseEventRecord
  /** SHA-256 of the writer schema of the record, hex. */
  readonly fingerprint: string
  /** The index part's Avro bytes as its writer wrote them. */
  readonly indexBytes: Buffer
}

/** Why a record of case.events takes no effect. */
export type CaseRecordFault = 'wrong-kind' | 'wrong-key' | 'wrong-order' | 'wrong-format'

/** An id, type or class: what goes into keys. PostgreSQL holds no NUL, and its indexes no long values. */
const isShort = (text: string): boolean => text.length <= 200 && !text.includes('\u0000')

/** Parts are in the order of class and owner, each once: the order that the chain is over and that the store can give back. */
function partsFault(parts: CaseEventRecord['parts']): CaseRecordFault | undefined {
  if (!parts.every((part) => isShort(part.owner) && part.class !== '' && isShort(part.class))) return 'wrong-format'
  const inOrder = parts.every((part, at) => {
    const before = parts[at - 1]
    return before === undefined || byClassThenOwner(before, part) < 0
  })
  return inOrder ? undefined : 'wrong-order'
}

/**
 * The entry of a decoded record, or why it has none. `key`: the log record's key, which must be the case log.
 * The writer is trusted, but a record that the store cannot hold must go aside instead of stopping its partition.
 */
export function caseLogEntry(decoded: Decoded, key: string | null): LogEntry | CaseRecordFault {
  if (decoded.subject !== SUBJECTS.caseEvent) return 'wrong-kind'
  const record = decoded.value as CaseEventRecord
  const { index, parts } = record
  if (index.case_log !== key) return 'wrong-key'
  const ids = [index.case_log, index.agency, index.system, index.event_id, index.type]
  if (!ids.every(isShort) || index.case_log === '' || index.event_id === '') return 'wrong-format'
  return partsFault(parts) ?? { record, fingerprint: decoded.fingerprint, indexBytes: fieldBytes(decoded, 'index') }
}
