import { ACCESS_BLOCKED } from '../../core/case/barred.ts'
import type { CaseEvent } from '../../core/case/case-events.ts'
import { fact } from '../../core/case/index-part.ts'
import { isListed, type Reading } from './reading.ts'

/** What a reader hears of a block. */
export interface BlockFacts {
  /** Not for this reader: they are named by it, or are none of those who hear of it. */
  readonly block_kept: boolean
  /** That it is there is for this reader, and why is not. */
  readonly reason_kept: boolean
}

const OPEN: BlockFacts = { block_kept: false, reason_kept: false }

/**
 * What a reader hears of a block, in effect or not (D.11 (6)): whom it names, nothing; its publisher, chair, coordinator and data protection officer that it
 * is there; chair and data protection officer also why.
 */
export function blockFacts(reading: Reading, { index }: CaseEvent): BlockFacts {
  const {
    release: { instruments },
    request: { reader },
  } = reading
  if (instruments === undefined || index.type !== ACCESS_BLOCKED) return OPEN
  if (fact(index, 'blocked_ref').some((token) => reader.tokens.includes(token))) return { block_kept: true, reason_kept: true }
  const isOfficer = reader.role === instruments.operator_role
  const runsMeeting = instruments.meeting_roles.includes(reader.role) && isListed(reading)
  const isWhy = isOfficer || (runsMeeting && reader.role === instruments.chair_role)
  return { block_kept: !isOfficer && !runsMeeting && index.agency !== reader.agency, reason_kept: !isWhy }
}
