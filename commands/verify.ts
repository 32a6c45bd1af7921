import { verifyTimeline } from '../consumers/timeline/verify.ts'
import type { Finding } from '../consumers/finding.ts'
import type { Parts } from './parts.ts'

/** Everything that `audit verify` finds: the read store against the logs, and the chains of links.events and control.events. */
export const verifyAll = async (parts: Parts): Promise<readonly Finding[]> => verifyTimeline(parts)
