import type { DisclosedPart } from '../../policy/decide/decision.ts'
import type { CaseLogId } from '../../schemas/ids.ts'

/** A part that a decision discloses, of an event of a case log. */
export interface WantedPart extends DisclosedPart {
  readonly caseLog: CaseLogId
  readonly sequence: number
}

/** A disclosed part as the store has it: sealed, with the hash that the chain has of its plain form. */
export interface SealedRow extends WantedPart {
  readonly hash: Buffer
  readonly sealed: Buffer
}
