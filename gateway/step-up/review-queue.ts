import { sql } from 'kysely'
import { BREAK_GLASS_REVIEWED } from '../../core/case/step-up-events.ts'
import { BREAK_GLASS_OPENED } from '../../core/case/step-up.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import { ofControl } from '../policy/of-control.ts'
import type { Decision } from '../policy/types.ts'
import { fetchParts, type SealedRow } from '../read/open-parts.ts'
import type { ReadDeps } from '../read/reading.ts'
import { readCases, type CaseSnapshot } from '../read/snapshot.ts'
import { liveRequest } from '../read/who.ts'
import { reviewIdOf } from './review-id.ts'

/** Openings of emergency access that a reader is to review, as they stood at one moment. */
export interface ReviewQueue {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly snapshot: CaseSnapshot
  readonly decision: Decision
  readonly rows: readonly SealedRow[]
}

/** Case logs in which emergency access was opened and not reviewed yet: where to look, never a permission. */
async function openedCases(tx: ReadStoreTx): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly caseLog: string, readonly type: string, readonly eventId: string }>`
    select case_log as "caseLog", type, event_id as "eventId" from case_event where type in (${BREAK_GLASS_OPENED}, ${BREAK_GLASS_REVIEWED})`.execute(tx)
  const reviews = new Set(rows.flatMap(({ type, eventId }) => (type === BREAK_GLASS_REVIEWED ? [eventId] : [])))
  return [...new Set(rows.flatMap(({ type, eventId, caseLog }) => (type === BREAK_GLASS_OPENED && !reviews.has(reviewIdOf(eventId)) ? [caseLog] : [])))]
}

/** Decides over every case in which something waits for its review, in one snapshot, and fetches who opened it and why. */
export async function reviewQueue(deps: ReadDeps, reader: ReaderCredential, purpose: string): Promise<ReviewQueue> {
  const at = new Date(deps.clock.now()).toISOString()
  const request = liveRequest(reader, purpose, deps.secrets)
  return readSnapshot(deps.readStore.db, async (tx): Promise<ReviewQueue> => {
    const control = ofControl(await deps.readControl(tx))
    const alone = deps.policy.decideReviews({ request, logs: [], ...control, now: at })
    const snapshot = await readCases(tx, deps, alone.outcome === 'permit' ? await openedCases(tx) : [])
    const events = snapshot.cases.flatMap(({ logs, same }) => deps.policy.decideReviews({ request, logs, same, ...control, now: at }).events)
    const rows = await fetchParts(tx, events.flatMap(({ caseLog, sequence, parts }) => parts.map((part) => ({ ...part, caseLog, sequence }))))
    return { at, snapshot, decision: { ...alone, events }, rows }
  })
}
