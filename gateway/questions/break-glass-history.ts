import { fact, type IndexPart } from '../../core/case/index-part.ts'
import { BREAK_GLASS_REVIEWED } from '../../core/case/step-up-events.ts'
import { nextWorkingDay } from '../../core/time/calendar.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import { decideCases } from '../read/decide-cases.ts'
import { readerReference } from '../read/event-ids.ts'
import { fetchParts, openParts, partsOfEvents, type OpenedRow } from '../read/open-parts.ts'
import { eventIn, type CaseSnapshot } from '../read/snapshot.ts'
import type { ReadResult } from '../read/outcome.ts'
import { BREAK_GLASS } from '../step-up/actions.ts'
import { AUDIT, answer } from './answer.ts'
import { BREAK_GLASS_HISTORY } from './actions.ts'
import type { Page, Period, Question, QuestionDeps } from './deps.ts'
import { indexIsWhole, rowsOfAction, rowsOfReader } from './index-rows.ts'
import { createLens, type Lens } from './lens.ts'
import { openedRecords, type OpenedAccess } from './opened-records.ts'
import { isOwn } from './own-reads.ts'
import { MOST_OPENED, pageOfReads } from './page-of-reads.ts'
import { accessItem, type AccessItem } from './read-item.ts'

/** "Who opened emergency access, and what came of it?" */
export interface BreakGlassHistory extends Question, Period, Page {}

/** What a review found. */
export interface ReviewFound {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly agency: string
  readonly role: string
  /** Code of break_glass_outcome. */
  readonly outcome: string
  /** Null where who asks is not shown it. */
  readonly note: string | null
}

/** An opening of emergency access, or an attempt that was refused. */
export interface OpeningItem extends AccessItem {
  /** Id of the case for the agency of who asks; null where none was found. */
  readonly case: string | null
  /** When it ended by itself; null for one that was refused. */
  readonly until: string | null
  /** In the opener's words; null where who asks is not shown them, as where they may not review it. */
  readonly reason: string | null
  /** What they read of the case while it was open. */
  readonly reads: readonly AccessItem[]
  /** By when it must be reviewed: one working day. */
  readonly due: string | null
  readonly overdue: boolean
  readonly review: ReviewFound | null
}

export interface BreakGlassHistoryAnswer {
  readonly items: readonly OpeningItem[]
  readonly next: string | null
  readonly complete: boolean
}

const MINUTE = 60_000
/** Most reads under one opening that are told. */
const MOST_READS = 200

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const iso = (at: number): string => new Date(at).toISOString()

/** What the policies show who asks of openings and reviews, opened. */
interface Shown {
  readonly at: string
  readonly snapshot: CaseSnapshot
  readonly parts: readonly OpenedRow[]
  readonly lens: Lens
}

const caseLogsOf = ({ opened: { request } }: OpenedAccess): readonly CaseLogId[] => (typeof request === 'string' ? [] : request.cases)

/** The history of emergency access, the newest first, without one's own. What was said of each is decided by the policies, as in the queue of reviews. */
export const breakGlassHistory = (deps: QuestionDeps, question: BreakGlassHistory): Promise<ReadResult<BreakGlassHistoryAnswer>> =>
  answer(deps, BREAK_GLASS_HISTORY, question, async (at) => {
    const { reads } = deps
    const { reader, from, to } = question
    const period = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
    const complete = await indexIsWhole(deps)
    const not = readerReference(reads.secrets.readerIds, staffOf(reader))
    const { items, next, positions } = await pageOfReads(deps, BREAK_GLASS_HISTORY, question, {
      rows: (limit, before) => rowsOfAction(reads.readStore.db, BREAK_GLASS, { ...period, not }, limit, before),
      itemOf: (access): OpenedAccess | undefined => (access.record.action !== BREAK_GLASS || isOwn(access, reader) ? undefined : access),
      scope: ['audit-break-glass', staffOf(reader), JSON.stringify(period)],
    })
    const { shown, disclosed, rows } = await shownOf(deps, reader, [...new Set(items.flatMap(caseLogsOf))], at)
    const openings: OpeningItem[] = []
    for (const access of items) openings.push(await openingItem(deps, access, shown))
    return {
      value: { items: openings, next, complete },
      snapshot: shown.snapshot,
      disclosed,
      rows,
      page: { ...period, records: positions },
    }
  })

async function shownOf(deps: QuestionDeps, reader: ReaderCredential, caseLogs: readonly CaseLogId[], at: string) {
  const { reads } = deps
  const { policy } = reads
  const { snapshot, disclosed, rows } = await readSnapshot(reads.readStore.db, async (tx) => {
    const { snapshot, each } = await decideCases(tx, reads, { reader, purpose: AUDIT, justified: false }, at, {
      find: () => Promise.resolve(caseLogs),
      decide: (input) => {
        const [waiting, closed] = [policy.decideReviews(input), policy.decideReviewed(input)]
        return { ...waiting, events: [...waiting.events, ...closed.events] }
      },
    })
    const disclosed = each.flatMap(({ decided: { events } }) => events)
    return { snapshot, disclosed, rows: await fetchParts(tx, partsOfEvents(disclosed)) }
  })
  const parts = await openParts(reads, rows, eventIn(snapshot.logs))
  return { shown: { at, snapshot, parts, lens: createLens(deps, reader, snapshot) }, disclosed, rows }
}

interface Found {
  readonly caseLog: CaseLogId
  readonly sequence: number
  readonly index: IndexPart
}

const eventsOf = ({ snapshot: { logs } }: Shown, caseLogs: readonly CaseLogId[]): readonly Found[] =>
  logs
    .filter(({ caseLog }) => caseLogs.includes(caseLog))
    .flatMap(({ caseLog, events }) => events.map(({ sequence, index }) => ({ caseLog, sequence, index })))

const saidIn = ({ parts }: Shown, { caseLog, sequence }: Found): Readonly<Record<string, unknown>> =>
  parts.find((part) => part.caseLog === caseLog && part.sequence === sequence)?.values ?? {}

function reviewFound(shown: Shown, found: Found): ReviewFound {
  const { index } = found
  const agency = fact(index, 'agency')[0] ?? ''
  return {
    at: iso(Date.parse(fact(index, 'at')[0] ?? index.occurred.from)),
    agency: shown.lens.agencies.get(agency)?.name ?? agency,
    role: fact(index, 'role')[0] ?? '',
    outcome: fact(index, 'outcome')[0] ?? '',
    note: text(saidIn(shown, found)['/details/note']),
  }
}

async function openingItem(deps: QuestionDeps, access: OpenedAccess, shown: Shown): Promise<OpeningItem> {
  const { record, opened } = access
  const caseLogs = caseLogsOf(access)
  const [caseLog] = caseLogs
  const events = eventsOf(shown, caseLogs)
  const id = typeof opened.request === 'string' ? undefined : opened.request.page.event
  const opening = record.outcome === 'permit' ? events.find(({ index }) => index.event_id === id) : undefined
  const review = events.find(({ index }) => index.type === BREAK_GLASS_REVIEWED && fact(index, 'target_event').includes(id ?? ''))
  const openedAt = Date.parse(record.at)
  const until = iso(openedAt + deps.reads.policy.stepUp.break_glass.minutes * MINUTE)
  const due = nextWorkingDay(openedAt)
  const isOpening = record.outcome === 'permit'
  return {
    ...accessItem(access, shown.lens, isOpening),
    case: caseLog === undefined ? null : shown.lens.caseIdOf(caseLog),
    until: isOpening ? until : null,
    reason: opening === undefined ? null : text(saidIn(shown, opening)['/details/reason']),
    reads: isOpening ? await readsUnder(deps, access, shown, { from: record.at, to: until }) : [],
    due: isOpening ? iso(due) : null,
    overdue: isOpening && review === undefined && due < Date.parse(shown.at),
    review: review === undefined ? null : reviewFound(shown, review),
  }
}

/** What whoever opened it read of the case while it was open, each from its record. */
async function readsUnder(
  deps: QuestionDeps,
  access: OpenedAccess,
  { lens }: Shown,
  period: Required<Period>,
): Promise<readonly AccessItem[]> {
  const { actor } = access.opened
  if (typeof actor === 'string' || actor.staff === null) return []
  const reference = readerReference(deps.reads.secrets.readerIds, actor.staff)
  const rows = await rowsOfReader(deps.reads.readStore.db, reference, period, MOST_OPENED)
  const caseLogs = new Set(caseLogsOf(access))
  const opened = await openedRecords(
    deps,
    rows.map(({ position }) => position),
  )
  return opened
    .filter(
      (one) =>
        one.position !== access.position && one.record.outcome === 'permit' && caseLogsOf(one).some((caseLog) => caseLogs.has(caseLog)),
    )
    .slice(0, MOST_READS)
    .map((one) => accessItem(one, lens, lens.isEmergency(one)))
}
