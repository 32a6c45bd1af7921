import { breakGlassReviewed, BREAK_GLASS_REVIEWED } from '../../core/case/step-up-events.ts'
import { fact } from '../../core/case/index-part.ts'
import { staffToken } from '../../core/linking/tokens.ts'
import { nextWorkingDay } from '../../core/time/working-day.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import { createEventIds } from '../read/event-ids.ts'
import { openParts } from '../read/open-parts.ts'
import { REFUSALS, type ReadResult } from '../read/outcome.ts'
import { recorded } from '../read/recorded.ts'
import { failureOnRecord } from '../read/refusal.ts'
import { eventIn, type StoredEvent } from '../read/snapshot.ts'
import { REVIEW, REVIEWS } from './actions.ts'
import type { Proposed, StepUpDeps } from './deps.ts'
import { propose } from './propose.ts'
import { reviewIdOf } from './review-id.ts'
import { reviewQueue, type ReviewQueue } from './review-queue.ts'

export interface ReviewsRequest {
  readonly reader: ReaderCredential
  readonly purpose: string
}

/** An opening of emergency access, for those who review it. */
export interface BreakGlassItem {
  /** Known to this reader only. */
  readonly id: string
  /** Case id, known to the reader's agency only. */
  readonly case: string
  /** ISO 8601 in UTC, as the other moments. */
  readonly opened_at: string
  readonly until: string
  /** By when it must be reviewed: one working day. */
  readonly due: string
  readonly overdue: boolean
  readonly agency: string
  readonly role: string
  readonly purpose: string
  /** `<agency>:<staff id>`; null where its words were erased. */
  readonly staff: string | null
  readonly reason: string | null
}

export interface Review {
  /** Id of the item. */
  readonly id: string
  /** Code of break_glass_outcome. */
  readonly outcome: string
  readonly note: string
}

const MINUTE = 60_000
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const order = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** What waits for a review by this reader, what is due first at the top. On record before it is answered. */
export const listReviews = (deps: StepUpDeps, { reader, purpose }: ReviewsRequest): Promise<ReadResult<readonly BreakGlassItem[]>> =>
  failureOnRecord(deps.reads, REVIEWS, reader, async () => {
    const queue = await reviewQueue(deps.reads, reader, purpose)
    const items = await itemsOf(deps, reader, queue)
    const record = await onRecord(deps, { reader, purpose }, queue, { action: REVIEWS, page: {} })
    return queue.decision.outcome === 'permit' ? { ok: true, record, value: items } : { ok: false, problem: REFUSALS[queue.decision.outcome] }
  })

/** Writes down what a review found, as an event of the case. An id that is not in the reader's queue, their own emergency among them, is one 404. */
export const reviewBreakGlass = (deps: StepUpDeps, { reader, purpose }: ReviewsRequest, review: Review): Promise<ReadResult<Proposed>> =>
  failureOnRecord(deps.reads, REVIEW, reader, async () => {
    const queue = await reviewQueue(deps.reads, reader, purpose)
    const opened = openedIn(deps, reader, queue).find(({ id }) => id === review.id)
    const outcome = queue.decision.outcome !== 'permit' || opened !== undefined ? queue.decision.outcome : 'not_found'
    const page = opened === undefined ? {} : { event: opened.event.index.event_id, outcome: review.outcome }
    const record = await onRecord(deps, { reader, purpose }, { ...queue, decision: { outcome, events: [] }, rows: [] }, { action: REVIEW, page })
    if (outcome !== 'permit' || opened === undefined) return { ok: false, problem: outcome === 'permit' ? 'not-found' : REFUSALS[outcome] }
    const { event, caseLog } = opened
    const index = breakGlassReviewed({
      eventId: reviewIdOf(event.index.event_id), caseLog, schema: deps.schemaOf(BREAK_GLASS_REVIEWED), at: queue.at, target: event.index.event_id, agency: reader.agency,
      reviewer: staffToken(deps.reads.secrets.linking, staffOf(reader)), role: reader.role, outcome: review.outcome,
    })
    return { ok: true, record, value: await propose(deps, index, { '/details/reviewer': staffOf(reader), '/details/note': review.note }) }
  })

interface Opened {
  readonly id: string
  readonly caseLog: string
  /** Id of the log that stands for the case. */
  readonly of: string
  readonly event: StoredEvent
}

function openedIn({ reads }: StepUpDeps, reader: ReaderCredential, { snapshot, decision }: ReviewQueue): readonly Opened[] {
  const idOf = createEventIds(reads.secrets.readerIds, staffOf(reader))
  const eventOf = eventIn(snapshot.logs)
  return decision.events.map((place) => {
    const event = eventOf(place)
    const of = snapshot.cases.find(({ logs }) => logs.some(({ caseLog }) => caseLog === place.caseLog))?.caseLog ?? place.caseLog
    return { id: idOf(event.index), caseLog: place.caseLog, of, event }
  })
}

async function itemsOf(deps: StepUpDeps, reader: ReaderCredential, queue: ReviewQueue): Promise<readonly BreakGlassItem[]> {
  const { reads } = deps
  const parts = await openParts(reads, queue.rows, eventIn(queue.snapshot.logs))
  const items = openedIn(deps, reader, queue).map(({ id, caseLog, of, event: { sequence, index } }): BreakGlassItem => {
    const said = parts.find((part) => part.caseLog === caseLog && part.sequence === sequence)?.values
    const [first = '', openedAt = ''] = [index.occurred.from, fact(index, 'opened_at')[0]]
    const at = Date.parse(openedAt || first)
    const due = nextWorkingDay(at)
    return {
      id, case: reads.caseIds.outside(reader.agency, of), opened_at: new Date(at).toISOString(),
      until: new Date(at + reads.policy.stepUp.break_glass.minutes * MINUTE).toISOString(), due: new Date(due).toISOString(), overdue: due < Date.parse(queue.at),
      agency: queue.snapshot.control.agencies.get(fact(index, 'agency')[0] ?? '')?.name ?? fact(index, 'agency')[0] ?? '',
      role: fact(index, 'role')[0] ?? '', purpose: fact(index, 'purpose')[0] ?? '', staff: text(said?.['/details/staff']), reason: text(said?.['/details/reason']),
    }
  })
  return items.sort((left, right) => order(left.due, right.due) || order(left.id, right.id))
}

interface OnRecord {
  readonly action: string
  readonly page: Readonly<Record<string, string>>
}

const onRecord = ({ reads }: StepUpDeps, { reader, purpose }: ReviewsRequest, { at, snapshot, decision, rows }: ReviewQueue, { action, page }: OnRecord): Promise<string> =>
  recorded(reads, {
    at, action, reader, purpose, versions: snapshot.versions, decision, rows, released: decision.events,
    request: { cases: snapshot.logs.map((log) => log.caseLog), asked: null, channel: 'live', justified: false, page },
  })
