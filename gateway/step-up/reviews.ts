import { breakGlassAllowed, breakGlassReviewed, BREAK_GLASS_REVIEWED } from '../../core/case/step-up-events.ts'
import { SECOND_PERSON_MS, BREAK_GLASS_ALLOWED } from '../../core/case/break-glass-second-person.ts'
import { fact } from '../../core/case/index-part.ts'
import { staffToken } from '../../core/linking/tokens.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import { REFUSALS, type ReadResult } from '../read/outcome.ts'
import { failureOnRecord, putOnRecord } from '../read/on-record.ts'
import { ALLOW, REVIEW, REVIEWED, REVIEWS } from './actions.ts'
import type { Proposed, StepUpDeps } from './deps.ts'
import { propose } from './propose.ts'
import { allowanceIdOf, reviewIdOf } from './review-id.ts'
import { openingsIn, reviewItems, reviewedItems, type Opening, type ReviewedItem, type ReviewItem } from './review-items.ts'
import { reviewQueue, type ReviewQueue } from './review-queue.ts'

export interface ReviewsRequest {
  readonly reader: ReaderCredential
  readonly purpose: string
}

export interface Review {
  /** Id of the item. */
  readonly id: string
  /** Code of break_glass_outcome. */
  readonly outcome: string
  readonly note: string
}

export interface Allowance {
  /** Id of the item. */
  readonly id: string
  /** Why four hours more are needed. */
  readonly reason: string
}

/** What waits for a review, what is due first at the top. On record before it is answered, with the positions of the events that the answer says were read under each opening. */
export const listReviews = (deps: StepUpDeps, { reader, purpose }: ReviewsRequest): Promise<ReadResult<readonly ReviewItem[]>> =>
  failureOnRecord(deps.reads, REVIEWS, reader, async () => {
    const queue = await reviewQueue(deps.reads, reader, purpose, 'waiting')
    const { items, disclosed } = await reviewItems(deps, reader, queue)
    return listed(deps, { reader, purpose }, queue, { action: REVIEWS, page: disclosed }, items)
  })

/** The closed reviews that a reader may look at, the newest first: who opened what and why, and who found what. On record before it is answered. */
export const listReviewed = (deps: StepUpDeps, { reader, purpose }: ReviewsRequest): Promise<ReadResult<readonly ReviewedItem[]>> =>
  failureOnRecord(deps.reads, REVIEWED, reader, async () => {
    const queue = await reviewQueue(deps.reads, reader, purpose, 'closed')
    const { items, disclosed } = await reviewedItems(deps, reader, queue)
    return listed(deps, { reader, purpose }, queue, { action: REVIEWED, page: disclosed }, items)
  })

/**
 * Writes down what a review found, as an event of the case. An id of an opening that the reader may not close (their own emergency, their own agency's) is one 404
 * with an id that there is not.
 */
export const reviewBreakGlass = (deps: StepUpDeps, { reader, purpose }: ReviewsRequest, review: Review): Promise<ReadResult<Proposed>> =>
  failureOnRecord(deps.reads, REVIEW, reader, async () => {
    const queue = await reviewQueue(deps.reads, reader, purpose, 'waiting')
    const opened = closableIn(deps, reader, queue, review.id)
    const found = await foundOnRecord(deps, { reader, purpose }, queue, opened, { action: REVIEW, page: { outcome: review.outcome } })
    if (!found.ok || opened === undefined) return found.ok ? { ok: false, problem: 'not-found' } : found
    const index = breakGlassReviewed({
      eventId: reviewIdOf(opened.index.event_id),
      caseLog: opened.caseLog,
      schema: deps.schemaOf(BREAK_GLASS_REVIEWED),
      at: queue.at,
      target: opened.index.event_id,
      agency: reader.agency,
      reviewer: staffToken(deps.reads.secrets.linking, staffOf(reader)),
      role: reader.role,
      outcome: review.outcome,
    })
    return { ...found, value: await propose(deps, index, { '/details/reviewer': staffOf(reader), '/details/note': review.note }) }
  })

/**
 * Lets whoever opened emergency access within the last 24 hours open it once more: given by somebody who may close its review. The answer to any other id is the
 * one 404.
 */
export const allowFurtherBreakGlass = (
  deps: StepUpDeps,
  { reader, purpose }: ReviewsRequest,
  { id, reason }: Allowance,
): Promise<ReadResult<Proposed>> =>
  failureOnRecord(deps.reads, ALLOW, reader, async () => {
    const waiting = await reviewQueue(deps.reads, reader, purpose, 'waiting')
    const isWaiting = waiting.decision.outcome !== 'permit' || closableIn(deps, reader, waiting, id) !== undefined
    const queue = isWaiting ? waiting : await reviewQueue(deps.reads, reader, purpose, 'closed')
    const opened = closableIn(deps, reader, queue, id)
    const isRecent = opened !== undefined && Date.parse(queue.at) - Date.parse(opened.openedAt) < SECOND_PERSON_MS
    const found = await foundOnRecord(deps, { reader, purpose }, queue, isRecent ? opened : undefined, { action: ALLOW, page: { reason } })
    if (!found.ok || opened === undefined) return found.ok ? { ok: false, problem: 'not-found' } : found
    const index = breakGlassAllowed({
      eventId: allowanceIdOf(opened.index.event_id),
      caseLog: opened.caseLog,
      schema: deps.schemaOf(BREAK_GLASS_ALLOWED),
      at: queue.at,
      target: opened.index.event_id,
      agency: reader.agency,
      giver: staffToken(deps.reads.secrets.linking, staffOf(reader)),
      role: reader.role,
      staff: fact(opened.index, 'staff')[0] ?? '',
    })
    return { ...found, value: await propose(deps, index, { '/details/giver': staffOf(reader), '/details/reason': reason }) }
  })

const closableIn = (deps: StepUpDeps, reader: ReaderCredential, queue: ReviewQueue, id: string): Opening | undefined =>
  openingsIn(deps, reader, queue).find((opening) => opening.id === id && queue.closable.has(opening.index.event_id))

interface OnRecord {
  readonly action: string
  readonly page: Readonly<Record<string, string>>
}

async function listed<T>(deps: StepUpDeps, request: ReviewsRequest, queue: ReviewQueue, what: OnRecord, value: T): Promise<ReadResult<T>> {
  const record = await onRecord(deps, request, queue, what)
  const { outcome } = queue.decision
  return outcome === 'permit' ? { ok: true, record, value } : { ok: false, problem: REFUSALS[outcome] }
}

/** Puts on record that somebody did something with an opening, or what they were refused. */
async function foundOnRecord(
  deps: StepUpDeps,
  request: ReviewsRequest,
  queue: ReviewQueue,
  opened: Opening | undefined,
  { action, page }: OnRecord,
): Promise<{ readonly ok: true; readonly record: string } | Extract<ReadResult<never>, { ok: false }>> {
  const outcome = queue.decision.outcome !== 'permit' || opened !== undefined ? queue.decision.outcome : 'not_found'
  const record = await onRecord(
    deps,
    request,
    { ...queue, decision: { outcome, events: [] }, rows: [] },
    { action, page: opened === undefined ? {} : { ...page, event: opened.index.event_id } },
  )
  return outcome === 'permit' ? { ok: true, record } : { ok: false, problem: REFUSALS[outcome] }
}

const onRecord = (
  { reads }: StepUpDeps,
  { reader, purpose }: ReviewsRequest,
  { at, snapshot, decision, rows }: ReviewQueue,
  { action, page }: OnRecord,
): Promise<string> => putOnRecord(reads, { at, action, reader, purpose, snapshot, page, decision, rows })
