import { parsePagePosition, pagePositionText } from '../../core/disclosure/page-position.ts'
import type { Page } from '../../core/disclosure/page.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import type { AgencyEntry } from '../../policy/facts/input.ts'
import type { TimelineItem } from './item.ts'
import { justifiedBy } from './justification.ts'
import { ReadRefused, resultOf, type ReadResult } from './outcome.ts'
import type { ReadDeps } from './deps.ts'
import { failureOnRecord, recordRefusal } from './on-record.ts'
import { cursorErrors, type TimelineQuery } from './request.ts'
import { answerTimeline, decideTimeline, type Shown } from './decided-timeline.ts'

export interface TimelineRequest {
  readonly reader: ReaderCredential
  /** The case id as it was asked for. */
  readonly caseId: string
  readonly query: TimelineQuery
  readonly order: 'oldest' | 'newest'
}

export interface Timeline {
  readonly items: readonly TimelineItem[]
  readonly next: string | null
  readonly previous: string | null
  /** When the emergency access ends by which the reader sees the case, ISO 8601 in UTC. Absent: none is live. */
  readonly emergencyUntil?: string
  /** Agencies by name that the disclosed events are from, for a filter. */
  readonly agencies: readonly { readonly id: string; readonly name: string }[]
  /** The name of any agency that an event names; undefined where it is not registered. */
  readonly agencyName: (id: string) => string | undefined
}

const ACTION = 'timeline'

/** What a cursor is of: it is of no use with another filter, purpose, case or reader. */
const cursorScope = ({ reader, caseId, query, order }: TimelineRequest): readonly string[] => [
  ACTION,
  staffOf(reader),
  caseId,
  order,
  query.purpose,
  query.from ?? '',
  query.to ?? '',
  query.family ?? '',
  query.agency ?? '',
]

/** The filters of a query that has any, by name. */
export const filtersOf = (query: Pick<TimelineQuery, 'from' | 'to' | 'family' | 'agency'>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (['from', 'to', 'family', 'agency'] as const).flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]] as const])),
  )

/**
 * Reads a page of a case's timeline: decides over the whole case in one snapshot, fetches and opens exactly the parts that the page
 * discloses, puts the read on record, and only then answers. The API and the pages use this one function.
 * Throws ReadRefused: `unknown-cursor` for a cursor of another list, `not-recorded` when the read could not be recorded.
 */
export const readTimeline = (deps: ReadDeps, request: TimelineRequest): Promise<ReadResult<Timeline>> =>
  failureOnRecord(deps, ACTION, request.reader, () => readPage(deps, request))

async function readPage(deps: ReadDeps, request: TimelineRequest): Promise<ReadResult<Timeline>> {
  const { reader, caseId, query, order } = request
  const { purpose, limit } = query
  const openedCursor = query.cursor === undefined ? undefined : deps.cursors.open(cursorScope(request), query.cursor)
  const position = openedCursor === undefined ? undefined : parsePagePosition(openedCursor)
  if (query.cursor !== undefined && position === undefined) {
    await recordRefusal(deps, ACTION, reader, 'unknown-cursor')
    throw new ReadRefused('unknown-cursor', { errors: cursorErrors('cursor') })
  }
  const decided = await decideTimeline(deps, {
    action: ACTION,
    reader,
    caseId,
    purpose,
    page: { ...query, order, ...(position === undefined ? {} : { position }) },
    recordedPage: { ...filtersOf(query), order, limit: String(limit), ...(openedCursor === undefined ? {} : { place: openedCursor }) },
    justification: await justifiedBy(deps, ACTION, { reader, purpose, caseId }, query.justification),
  })
  const { record, items } = await answerTimeline(deps, decided)
  const seal = (target: Page['next']): string | null =>
    target === undefined ? null : deps.cursors.seal(cursorScope(request), pagePositionText(target))
  return resultOf(decided.decision.outcome, record, () => ({
    items,
    next: seal(decided.page.next),
    previous: seal(decided.page.previous),
    ...(decided.emergencyUntil === undefined ? {} : { emergencyUntil: decided.emergencyUntil }),
    agencies: namedAgencies(decided.shown, decided.snapshot.control.agencies),
    agencyName: (id) => decided.snapshot.control.agencies.get(id)?.name,
  }))
}

/** Agencies by name that released events are from. */
export function namedAgencies(shown: readonly Shown[], agencies: ReadonlyMap<string, AgencyEntry>): Timeline['agencies'] {
  const ids = new Set(shown.filter(({ decision }) => decision.publisher === 'named').map(({ index }) => index.agency))
  return [...ids]
    .map((id) => ({ id, name: agencies.get(id)?.name ?? id }))
    .sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0))
}
