import { sql } from 'kysely'
import { BREAK_GLASS_REVIEWED } from '../../core/case/step-up-events.ts'
import { BREAK_GLASS_OPENED } from '../../core/case/step-up.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import type { Decision, EventDecision } from '../../policy/decide/decision.ts'
import { fetchParts, partsOfEvents, type SealedRow } from '../read/open-parts.ts'
import type { ReadDeps } from '../read/deps.ts'
import type { CaseSnapshot } from '../read/snapshot.ts'
import { reviewIdOf } from './review-id.ts'
import { decideCases, decideInSlices } from '../read/decide-cases.ts'

/** Openings of emergency access that wait for their review, or those whose review is closed. */
export type Reviews = 'waiting' | 'closed'

/** Openings of emergency access that a reader is told of, as they stood at one moment. */
export interface ReviewQueue {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly snapshot: CaseSnapshot
  /** The openings; of closed ones each with its review after it. */
  readonly decision: Decision
  readonly rows: readonly SealedRow[]
  /** Event ids of the openings whose review the reader may close. */
  readonly closable: ReadonlySet<string>
  /** Case logs, each standing for its case, of the cases that the reader may look at for this purpose. */
  readonly readable: ReadonlySet<string>
}

/** Case logs in which emergency access was opened and not reviewed yet, or was reviewed: where to look, never a permission. */
async function openedCases(tx: ReadStoreTx, which: Reviews): Promise<readonly CaseLogId[]> {
  const { rows } = await sql<{ readonly caseLog: CaseLogId; readonly type: string; readonly eventId: string }>`
    select case_log as "caseLog", type, event_id as "eventId" from case_event where type in (${BREAK_GLASS_OPENED}, ${BREAK_GLASS_REVIEWED})`.execute(
    tx,
  )
  const reviews = new Set(rows.flatMap(({ type, eventId }) => (type === BREAK_GLASS_REVIEWED ? [eventId] : [])))
  return [
    ...new Set(
      rows.flatMap(({ type, eventId, caseLog }) =>
        type === BREAK_GLASS_OPENED && reviews.has(reviewIdOf(eventId)) === (which === 'closed') ? [caseLog] : [],
      ),
    ),
  ]
}

/** Decides over every case in which something waits for its review, or was reviewed, in one snapshot, and fetches who said what and why. */
export async function reviewQueue(
  { policy, ...deps }: ReadDeps,
  reader: ReaderCredential,
  purpose: string,
  which: Reviews,
): Promise<ReviewQueue> {
  const at = new Date(deps.clock.now()).toISOString()
  const decide = which === 'waiting' ? policy.decideReviews : policy.decideReviewed
  return readSnapshot(deps.readStore.db, async (tx): Promise<ReviewQueue> => {
    const { snapshot, alone, each } = await decideCases(tx, { policy, ...deps }, { reader, purpose, justified: false }, at, {
      find: (inside) => openedCases(inside, which),
      decide,
    })
    const [events, closable, readable]: [EventDecision[], Set<string>, Set<string>] = [[], new Set(), new Set()]
    for (const { of, input, decided } of each) {
      if (decided.events.length === 0) continue
      events.push(...decided.events)
      for (const opened of policy.reviewsToClose(input)) closable.add(opened)
      if ((await decideInSlices(policy, input)).outcome === 'permit') readable.add(of.caseLog)
    }
    const rows = await fetchParts(tx, partsOfEvents(events))
    return { at, snapshot, decision: { ...alone, events }, rows, closable, readable }
  })
}
