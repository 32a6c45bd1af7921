import { verifyAccessIndex } from '../consumers/access-index/verify.ts'
import { verifyControl } from '../consumers/control/verify.ts'
import type { Finding } from '../consumers/finding.ts'
import { verifyKeys } from '../consumers/lost-keys/verify.ts'
import { verifyTransparencyLog } from '../consumers/transparency-log/verify.ts'
import { verifyTimeline } from '../consumers/timeline/verify.ts'
import { verifyLinks } from '../consumers/verify-links.ts'
import { recordedChains } from '../gateway/audit/recorded-chains.ts'
import type { ReplayRange, ReplayReport } from '../gateway/audit/replays.ts'
import type { Parts } from './parts.ts'
import { inspectWhole } from './record-check.ts'
import { replayOnce } from './replay.ts'

/** PostgreSQL's code for a missing right. */
const NO_RIGHT = '42501'

async function compareAll(parts: Parts): Promise<readonly Finding[]> {
  const witness = () => recordedChains(parts, 'links')
  const found = [
    ...(await verifyControl(parts)),
    ...(await verifyLinks({ ...parts, witness })),
    ...(await verifyTimeline(parts)),
    ...(await verifyKeys(parts)),
    ...(await verifyTransparencyLog(parts)),
    ...(await verifyAccessIndex(parts)),
  ]
  // Of a log in which something was found that is what is told.
  const named = new Set(found.filter((finding) => finding.in === 'log').map(({ topic }) => topic))
  return [...(await inspectWhole(parts, parts.store)).filter(({ code, topic }) => code !== 'log-altered' || !named.has(topic)), ...found]
}

/**
 * Everything that `audit verify` finds: the logs of the record against their heads, the read store against case.events, links.events and control.events, their chains, and
 * whether the vault has the keys of what they hold; the transparency log against access.log, with its checkpoints; and the index of
 * who read what against access.log.
 */
export async function verifyAll(parts: Parts): Promise<readonly Finding[]> {
  try {
    return await compareAll(parts)
  } catch (cause) {
    const { code } = cause as { readonly code?: unknown }
    if (code !== NO_RIGHT && code !== 'not-allowed') throw cause
    throw new Error(
      'The process that runs on this data folder may not read all that is compared. Run this as the audit user, on a data folder of its own: docs/how-to/secure-a-cluster.md',
      { cause },
    )
  }
}

/** What `audit replay` finds: a replay looks at logs and records only, so the read store is compared beside it. */
export interface AuditReport extends ReplayReport {
  readonly store: readonly Finding[]
}

/** Runs the recorded reads of a range again, and compares the read store with the logs. */
export const replayAndVerify = async (parts: Parts, range: ReplayRange, run = replayOnce): Promise<AuditReport> => ({
  ...(await run(parts, range)),
  store: await verifyAll(parts),
})
