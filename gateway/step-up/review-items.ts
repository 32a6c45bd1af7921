import { BREAK_GLASS_ALLOWED } from '../../core/case/break-glass-second-person.ts'
import { fact, type IndexPart } from '../../core/case/index-part.ts'
import { BREAK_GLASS_OPENED } from '../../core/case/step-up.ts'
import { BREAK_GLASS_REVIEWED } from '../../core/case/step-up-events.ts'
import { nextWorkingDay } from '../../core/time/calendar.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import { createEventIds } from '../read/event-ids.ts'
import { openParts, type OpenedRow } from '../read/open-parts.ts'
import { eventIn, type CaseLog } from '../read/snapshot.ts'
import type { StepUpDeps } from './deps.ts'
import type { ReviewQueue } from './review-queue.ts'
import { shownUnder, type ShownEvent } from './disclosed-under.ts'

/** An opening of emergency access, as those hear of it who review it. */
export interface OpenedItem {
  /** Known to this reader only. */
  readonly id: string
  /** Case id, known to the reader's agency only. */
  readonly case: string
  /** Whether the reader may look at the case for this purpose. */
  readonly case_readable: boolean
  /** ISO 8601 in UTC, as the other moments. */
  readonly opened_at: string
  readonly until: string
  /** Name of the agency of who opened it. */
  readonly agency: string
  readonly role: string
  readonly purpose: string
  /** `<agency>:<staff id>`; null where its words were erased, or cannot be read. */
  readonly staff: string | null
  readonly reason: string | null
  /** What was first shown to them while it was open; nothing where it is no longer known who it was. */
  readonly shown: readonly ShownEvent[]
  /** How many events of the case they had been shown before. */
  readonly read_before: number
  /** Whether somebody has let them open it once more. */
  readonly again_allowed: boolean
  /** Whether this reader may close the review, and let them open it once more: they are of another agency than who opened it. */
  readonly may_close: boolean
}

/** One that waits for its review. */
export interface ReviewItem extends OpenedItem {
  /** By when it must be reviewed: one working day. */
  readonly due: string
  readonly overdue: boolean
}

/** One whose review is closed. */
export interface ReviewedItem extends OpenedItem {
  readonly review: {
    readonly at: string
    readonly agency: string
    readonly role: string
    /** Code of break_glass_outcome. */
    readonly outcome: string
    readonly reviewer: string | null
    readonly note: string | null
  }
}

/** An opening of the queue. */
export interface Opening {
  readonly id: string
  readonly caseLog: CaseLogId
  readonly sequence: number
  readonly index: IndexPart
  /** ISO 8601 in UTC. */
  readonly openedAt: string
  /** The case that it is of: the log that stands for it, and all its logs. */
  readonly of: CaseLogId
  readonly logs: readonly CaseLog[]
}

const MINUTE = 60_000
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const order = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** The openings that a queue is about. */
export function openingsIn({ reads }: StepUpDeps, reader: ReaderCredential, { snapshot, decision }: ReviewQueue): readonly Opening[] {
  const idOf = createEventIds(reads.secrets.readerIds, staffOf(reader))
  const eventOf = eventIn(snapshot.logs)
  return decision.events.flatMap((position): readonly Opening[] => {
    const { index } = eventOf(position)
    if (index.type !== BREAK_GLASS_OPENED) return []
    const found = snapshot.cases.find(({ logs }) => logs.some(({ caseLog }) => caseLog === position.caseLog))
    const openedAt = new Date(Date.parse(fact(index, 'opened_at')[0] ?? index.occurred.from)).toISOString()
    return [
      {
        id: idOf(index),
        caseLog: position.caseLog,
        sequence: position.sequence,
        index,
        openedAt,
        of: found?.caseLog ?? position.caseLog,
        logs: found?.logs ?? [],
      },
    ]
  })
}

/** Items, and what of the case they disclose: for the access record. */
interface DisclosedItems<T> {
  readonly items: readonly T[]
  /** By event id of the opening: the positions of the events whose types and dates are disclosed. */
  readonly disclosed: Readonly<Record<string, string>>
}

type Parts = readonly OpenedRow[]

const saidIn = (
  parts: Parts,
  at: { readonly caseLog: CaseLogId; readonly sequence: number },
): Readonly<Record<string, unknown>> | undefined =>
  parts.find(({ caseLog, sequence }) => caseLog === at.caseLog && sequence === at.sequence)?.values

interface Described {
  readonly opening: Opening
  readonly item: OpenedItem
  readonly positions: readonly string[]
}

async function describe(
  { reads }: StepUpDeps,
  reader: ReaderCredential,
  queue: ReviewQueue,
  parts: Parts,
  opening: Opening,
): Promise<Described> {
  const { index, openedAt, of, logs } = opening
  const said = saidIn(parts, opening)
  const staff = text(said?.['/details/staff'])
  const until = new Date(Date.parse(openedAt) + reads.policy.stepUp.break_glass.minutes * MINUTE).toISOString()
  const { shown, readBefore, positions } =
    staff === null ? { shown: [], readBefore: 0, positions: [] } : await shownUnder(reads, { staff, openedAt, until }, logs)
  const allowed = logs.some(({ events }) =>
    events.some((event) => event.index.type === BREAK_GLASS_ALLOWED && fact(event.index, 'target_event').includes(index.event_id)),
  )
  return {
    opening,
    positions,
    item: {
      id: opening.id,
      case: reads.caseIds.outside(reader.agency, of),
      case_readable: queue.readable.has(of),
      opened_at: openedAt,
      until,
      agency: agencyName(queue, fact(index, 'agency')[0]),
      role: fact(index, 'role')[0] ?? '',
      purpose: fact(index, 'purpose')[0] ?? '',
      staff,
      reason: text(said?.['/details/reason']),
      shown,
      read_before: readBefore,
      again_allowed: allowed,
      may_close: queue.closable.has(index.event_id),
    },
  }
}

const agencyName = ({ snapshot }: ReviewQueue, agency = ''): string => snapshot.control.agencies.get(agency)?.name ?? agency

const positionsOf = (described: readonly Described[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    described.flatMap(({ opening, positions }) => (positions.length === 0 ? [] : [[opening.index.event_id, positions.join(', ')]])),
  )

/** What waits for its review, what is due first at the top. */
export async function reviewItems(deps: StepUpDeps, reader: ReaderCredential, queue: ReviewQueue): Promise<DisclosedItems<ReviewItem>> {
  const parts = await openParts(deps.reads, queue.rows, eventIn(queue.snapshot.logs))
  const described = await Promise.all(openingsIn(deps, reader, queue).map((opening) => describe(deps, reader, queue, parts, opening)))
  const items = described.map(({ item }): ReviewItem => {
    const due = nextWorkingDay(Date.parse(item.opened_at))
    return { ...item, due: new Date(due).toISOString(), overdue: due < Date.parse(queue.at) }
  })
  return {
    items: items.toSorted((left, right) => order(left.due, right.due) || order(left.id, right.id)),
    disclosed: positionsOf(described),
  }
}

/** What was reviewed, the newest review first. */
export async function reviewedItems(deps: StepUpDeps, reader: ReaderCredential, queue: ReviewQueue): Promise<DisclosedItems<ReviewedItem>> {
  const eventOf = eventIn(queue.snapshot.logs)
  const parts = await openParts(deps.reads, queue.rows, eventOf)
  const reviews = queue.decision.events
    .map((position) => ({ ...position, index: eventOf(position).index }))
    .filter(({ index }) => index.type === BREAK_GLASS_REVIEWED)
  const described = await Promise.all(openingsIn(deps, reader, queue).map((opening) => describe(deps, reader, queue, parts, opening)))
  const items = described.flatMap(({ opening, item }): readonly ReviewedItem[] => {
    const review = reviews.find(({ index }) => fact(index, 'target_event').includes(opening.index.event_id))
    if (review === undefined) return []
    const { index } = review
    const said = saidIn(parts, review)
    return [
      {
        ...item,
        review: {
          at: new Date(Date.parse(fact(index, 'at')[0] ?? index.occurred.from)).toISOString(),
          agency: agencyName(queue, fact(index, 'agency')[0]),
          role: fact(index, 'role')[0] ?? '',
          outcome: fact(index, 'outcome')[0] ?? '',
          reviewer: text(said?.['/details/reviewer']),
          note: text(said?.['/details/note']),
        },
      },
    ]
  })
  return {
    items: items.toSorted((left, right) => order(right.review.at, left.review.at) || order(left.id, right.id)),
    disclosed: positionsOf(described),
  }
}
