import type { CaseLogId } from '../../schemas/ids.ts'
import type { IndexPart } from '../case/index-part.ts'
import type { RetentionClass } from './rules.ts'

/** An event of a case with how long it is kept. What was erased is none any more. */
export interface KeptEvent {
  readonly caseLog: CaseLogId
  readonly index: IndexPart
  /** As its publisher says, else as its type does. */
  readonly retention: RetentionClass
}
