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
import { createPlacer, NOTHING_PLACED, type Placed, type Placement } from './assign-case.ts'
import { forgetUnlinked } from './unlinked-rows.ts'
import type { WaitingEvents } from './waiting-events.ts'

export interface RecoverDeps {
  readonly db: ReadStoreDb
  readonly vault: Vault
  readonly epoch: number
  readonly ids: () => string
  readonly secret: LinkingSecret
  readonly waitingEvents: WaitingEvents
  /** Makes a placement durable. */
  readonly settle: (placement: Placement) => Promise<void>
}

/** The places that claims gave to events, and where else they may belong. */
async function claimedPlaces(
  db: ReadStoreDb,
  secret: LinkingSecret,
  candidates: readonly Candidate[],
): Promise<Pick<Placement, 'placed' | 'alike'>> {
  const knowledge = createKnowledge(db)
  await knowledge.load(
    candidates.map(({ evidence }) => evidence),
    candidates.map(({ event }) => event.id),
  )
  await knowledge.loadAlike(candidates.map(({ evidence }) => evidence))
  const placed = candidates.flatMap((candidate): readonly Placed[] => {
    const claim = knownEvent(knowledge.index, candidate.event)
    if (claim?.caseLog === undefined || claim.caseLog === IN_NO_CASE) return []
    const place = { caseLog: claim.caseLog, people: claim.people }
    return [
      {
        candidate,
        ...place,
        candidates: candidatesOf(knowledge.index, place.people),
        mentions: mentionsOf(secret, candidate.schema, candidate.event, place, knowledge.index),
        pointed: pointedCases(candidate.evidence, knowledge.index),
      },
    ]
  })
  const alike = placed.flatMap(({ candidate, caseLog: own }) =>
    isOfNoCase(candidate.schema) ? [] : alikeCases(candidate.evidence, knowledge.index, own).map((caseLog) => ({ candidate, caseLog })),
  )
  return { placed, alike }
}

/**
 * Finishes what a stop left undone: events that were linked after they had waited, and may not be in their case log; then those that wait for
 * something that is known by now.
 */
export async function recover({ db, vault, epoch, ids, secret, waitingEvents, settle }: RecoverDeps): Promise<void> {
  const { open, done } = await waitingEvents.claimed()
  await settle({ ...NOTHING_PLACED, ...(await claimedPlaces(db, secret, open)) })
  await finishWaited(
    { vault, db },
    open.filter(({ event }) => decidesAbout(event) !== undefined),
  )
  if (done.length > 0) await forgetUnlinked(db, done)
  const tryAgain = tryAgainWith({ db, epoch, ids, secret, waitingEvents, settle })
  for (let page = await waitingEvents.waitingForKnown(-1); page.last !== undefined; page = await waitingEvents.waitingForKnown(page.last)) {
    await tryAgain(page.candidates)
  }
}

type RetryDeps = Omit<RecoverDeps, 'vault'>

/** Tries waiting events again, with whatever that makes known. */
const tryAgainWith =
  ({ db, epoch, ids, secret, waitingEvents, settle }: RetryDeps) =>
  async (candidates: readonly Candidate[]): Promise<void> => {
    if (candidates.length === 0) return
    const knowledge = createKnowledge(db)
    await knowledge.load(
      candidates.map(({ evidence }) => evidence),
      candidates.map(({ event }) => event.id),
    )
    await settle(
      await createPlacer({ epoch, knowledge, ids, secret, waitingFor: (tokens) => waitingEvents.waitingFor(tokens) }).tryAgain(candidates),
    )
  }

/** Tries those again that wait for one of the tokens. */
export const retryWaiting = async (deps: RetryDeps, tokens: readonly string[]): Promise<void> => {
  if (tokens.length > 0) await tryAgainWith(deps)(await deps.waitingEvents.waitingFor(tokens))
}
