import type { FoldedCase } from '../../../core/case/fold-log.ts'
import type { AccessRecord, LogVersion, RequestValue } from '../../../core/access-log/access-record.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import type { ControlLog } from './control-log.ts'
import type { LinksLog } from './links-log.ts'

/** The logs, folded from their starts. */
export interface FoldedLogs {
  readonly cases: ReadonlyMap<string, FoldedCase>
  readonly control: ControlLog
  readonly links: LinksLog
}

/** A version that a record has, with the log that it is of. */
export interface NamedVersion extends LogVersion {
  /** Undefined for links.events and control.events. */
  readonly caseLog: CaseLogId | undefined
}

/**
 * Number of the last entry up to which a log is as some record that holds says it was: up to there nobody has altered it. -1: no record says.
 */
export type Confirmed = (version: Pick<NamedVersion, 'log' | 'caseLog'>) => number

/** A record that holds, with its opened request. */
export interface HeldRecord {
  readonly record: AccessRecord
  readonly request: RequestValue
}
