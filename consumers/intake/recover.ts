import { alikeCases } from '../../core/linking/alike.ts'
import { candidatesOf, IN_NO_CASE, knownEvent } from '../../core/linking/link-index.ts'
import { decidesAbout } from '../../core/linking/decision.ts'
import { pointedCases } from '../../core/linking/link.ts'
import { mentionsOf } from '../../core/linking/mentions.ts'
import { isOfNoCase } from '../../core/linking/references.ts'
import type { LinkingSecret } from '../../core/linking/tokens.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { Vault } from '../../infra/vault/port.ts'
import type { Candidate } from './candidate.ts'
import { finishWaited } from './finish-waited.ts'
import { createKnowledge } from './knowledge.ts'
import { createAssigner, NOTHING_ASSIGNED, type AssignedEvent, type Assignments } from './assign-case.ts'
import { forgetUnlinked } from './unlinked-rows.ts'
import type { WaitingEvents } from './waiting-events.ts'

export interface RecoverDeps {
  readonly db: ReadStoreDb
  readonly vault: Vault
  readonly epoch: number
  readonly ids: () => string
  readonly secret: LinkingSecret
  readonly waitingEvents: WaitingEvents
  /** Makes assignments durable. */
  readonly settle: (assignments: Assignments) => Promise<void>
}

/** The cases to which claims have assigned events already, and the other cases where those may belong. */
async function claimedAssignments(
  db: ReadStoreDb,
  secret: LinkingSecret,
  candidates: readonly Candidate[],
): Promise<Pick<Assignments, 'assigned' | 'alike'>> {
  const knowledge = createKnowledge(db)
  await knowledge.load(
    candidates.map(({ evidence }) => evidence),
    candidates.map(({ event }) => event.id),
  )
  await knowledge.loadAlike(candidates.map(({ evidence }) => evidence))
  const assigned = candidates.flatMap((candidate): readonly AssignedEvent[] => {
    const claim = knownEvent(knowledge.index, candidate.event)
    if (claim?.caseLog === undefined || claim.caseLog === IN_NO_CASE) return []
    const assignment = { caseLog: claim.caseLog, people: claim.people }
    return [
      {
        candidate,
        ...assignment,
        candidates: candidatesOf(knowledge.index, assignment.people),
        mentions: mentionsOf(secret, candidate.schema, candidate.event, assignment, knowledge.index),
        pointed: pointedCases(candidate.evidence, knowledge.index),
      },
    ]
  })
  const alike = assigned.flatMap(({ candidate, caseLog: own }) =>
    isOfNoCase(candidate.schema) ? [] : alikeCases(candidate.evidence, knowledge.index, own).map((caseLog) => ({ candidate, caseLog })),
  )
  return { assigned, alike }
}

/**
 * Finishes what a stop left undone: events that were linked after they had waited, and may not be in their case log; then those that wait for
 * something that is known by now.
 */
export async function recover({ db, vault, epoch, ids, secret, waitingEvents, settle }: RecoverDeps): Promise<void> {
  const { open, done } = await waitingEvents.claimed()
  await settle({ ...NOTHING_ASSIGNED, ...(await claimedAssignments(db, secret, open)) })
  await finishWaited(
    { vault, db },
    open.filter(({ event }) => decidesAbout(event) !== undefined),
  )
  if (done.length > 0) await forgetUnlinked(db, done)
  const retry = retryWith({ db, epoch, ids, secret, waitingEvents, settle })
  for (let page = await waitingEvents.waitingForKnown(-1); page.last !== undefined; page = await waitingEvents.waitingForKnown(page.last)) {
    await retry(page.candidates)
  }
}

type RetryDeps = Omit<RecoverDeps, 'vault'>

/** Tries waiting events again, with whatever that makes known. */
const retryWith =
  ({ db, epoch, ids, secret, waitingEvents, settle }: RetryDeps) =>
  async (candidates: readonly Candidate[]): Promise<void> => {
    if (candidates.length === 0) return
    const knowledge = createKnowledge(db)
    await knowledge.load(
      candidates.map(({ evidence }) => evidence),
      candidates.map(({ event }) => event.id),
    )
    await settle(
      await createAssigner({ epoch, knowledge, ids, secret, waitingFor: (tokens) => waitingEvents.waitingFor(tokens) }).assignWaiting(
        candidates,
      ),
    )
  }

/** Tries those again that wait for one of the tokens. */
export const retryWaiting = async (deps: RetryDeps, tokens: readonly string[]): Promise<void> => {
  if (tokens.length > 0) await retryWith(deps)(await deps.waitingEvents.waitingFor(tokens))
}
