import { caseEvents } from '../../core/case/case-events.ts'
import { compose } from '../../core/parts/compose.ts'
import { marksOf, type MarkedEvent, type Marks } from '../../core/release/marks.ts'
import { pageOf, type Page, type ShownEvent } from '../../core/release/page.ts'
import { parsePlace, placeText } from '../../core/release/place.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import { Problem } from '../api/problem.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import type { AgencyEntry, Decision, EventDecision } from '../policy/types.ts'
import { createEventIds } from './event-ids.ts'
import { itemOf, type TimelineItem } from './item.ts'
import { justifiedBy } from './justification.ts'
import { fetchParts, openParts, type OpenedRow } from './open-parts.ts'
import { readMask, type Mask } from './names.ts'
import { REFUSALS, type ReadResult } from './outcome.ts'
import type { ReadDeps } from './reading.ts'
import { recorded } from './recorded.ts'
import { failureOnRecord, recordRefusal } from './refusal.ts'
import { cursorErrors, type TimelineQuery } from './request.ts'
import { eventIn, readCases, type CaseSnapshot } from './snapshot.ts'
import { inputOf, liveRequest } from './who.ts'

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
  /** Agencies by name that the released events are from, for a filter. */
  readonly agencies: readonly { readonly id: string, readonly name: string }[]
}

type Shown = ShownEvent<EventDecision>

const ACTION = 'timeline'
const NOTHING: Page<Shown> = { events: [], next: undefined, previous: undefined }

/** What a cursor is of: it is of no use with another filter, purpose, case or reader. */
const cursorScope = ({ reader, caseId, query, order }: TimelineRequest): readonly string[] =>
  [ACTION, staffOf(reader), caseId, order, query.purpose, query.from ?? '', query.to ?? '', query.family ?? '', query.agency ?? '']

/** The page's place as an access record has it, so that a replay can select the same page. */
const recordedPage = ({ query, order }: TimelineRequest, place: string | undefined): Readonly<Record<string, string>> => {
  const filters = (['from', 'to', 'family', 'agency'] as const).flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]] as const]))
  return { ...Object.fromEntries(filters), order, limit: String(query.limit), ...(place === undefined ? {} : { place }) }
}

/**
 * Reads a page of a case's timeline: decides over the whole case in one snapshot, fetches and opens exactly the parts that the page
 * releases, puts the read on record, and only then answers. The API and the pages use this one function.
 * Throws the 404 problem for a cursor of another list, the 503 problem when the read could not be recorded.
 */
export const readTimeline = (deps: ReadDeps, request: TimelineRequest): Promise<ReadResult<Timeline>> =>
  failureOnRecord(deps, ACTION, request.reader, () => readPage(deps, request))

async function readPage(deps: ReadDeps, request: TimelineRequest): Promise<ReadResult<Timeline>> {
  const { reader, caseId, query, order } = request
  const at = new Date(deps.clock.now()).toISOString()
  const placeOpened = query.cursor === undefined ? undefined : deps.cursors.open(cursorScope(request), query.cursor)
  const place = placeOpened === undefined ? undefined : parsePlace(placeOpened)
  if (query.cursor !== undefined && place === undefined) {
    await recordRefusal(deps, ACTION, reader, 'unknown-cursor')
    throw new Problem('unknown-cursor', { errors: cursorErrors('cursor') })
  }
  const justification = await justifiedBy(deps, ACTION, { reader, purpose: query.purpose, caseId }, query.justification)
  const justified = justification !== undefined
  const caseLog = deps.caseIds.inside(reader.agency, caseId)
  const seen = await readSnapshot(deps.readStore.db, async (tx) => {
    const snapshot = await readCases(tx, deps, caseLog === undefined ? [] : [caseLog])
    const input = inputOf(liveRequest(reader, query.purpose, deps.secrets, justified), snapshot, at)
    const decision = deps.policy.decide(input)
    const shown = decision.outcome === 'permit' ? shownEvents(deps, reader, snapshot, decision) : []
    const page = decision.outcome === 'permit' ? pageOf(shown, { ...query, order, ...(place === undefined ? {} : { place }) }) : NOTHING
    const rows = await fetchParts(tx, page.events.flatMap(({ decision: event }) => event.parts.map(({ owner, class: classCode, form }) =>
      ({ owner, class: classCode, form, caseLog: event.caseLog, sequence: event.sequence }))))
    const mask = await readMask(tx, deps, rows.length === 0 ? { ...input, logs: [] } : input)
    return { snapshot, decision, shown, page, rows, mask }
  })
  const { snapshot, decision, shown, page, rows, mask } = seen
  const opened = await openParts(deps, rows, eventIn(snapshot.logs))
  const record = await recorded(deps, {
    at, action: ACTION, reader, purpose: query.purpose, versions: snapshot.versions, decision, rows,
    request: {
      cases: snapshot.logs.map((log) => log.caseLog), asked: caseId, channel: 'live', justified,
      page: { ...recordedPage(request, placeOpened), ...(justified ? { justification } : {}) },
    },
    released: page.events.map((event) => event.decision),
  })
  if (decision.outcome !== 'permit') return { ok: false, problem: REFUSALS[decision.outcome] }
  const seal = (target: Page['next']): string | null => (target === undefined ? null : deps.cursors.seal(cursorScope(request), placeText(target)))
  return {
    ok: true,
    record,
    value: {
      items: itemsOf(deps, page, shown, opened, snapshot.control.agencies, marksOf(shown, () => caseEvents(snapshot.logs)), mask),
      next: seal(page.next),
      previous: seal(page.previous),
      agencies: namedAgencies(shown, snapshot.control.agencies),
    },
  }
}

const placeKey = ({ caseLog, sequence }: { readonly caseLog: string, readonly sequence: number }): string => `${caseLog} ${sequence}`

/** The decided events with their index parts, in timeline order. */
function shownEvents(deps: ReadDeps, reader: ReaderCredential, snapshot: CaseSnapshot, decision: Decision): readonly Shown[] {
  const idOf = createEventIds(deps.secrets.readerIds, staffOf(reader))
  const eventOf = eventIn(snapshot.logs)
  return decision.events.map((event) => {
    const { index } = eventOf(event)
    return { decision: event, index, id: idOf(index), family: deps.catalogue.types.get(index.type)?.family ?? '' }
  })
}

function itemsOf(deps: ReadDeps, page: Page<Shown>, shown: readonly Shown[], opened: readonly OpenedRow[], agencies: ReadonlyMap<string, AgencyEntry>,
  marks: (event: MarkedEvent) => Marks, mask: Mask): readonly TimelineItem[] {
  const ids = new Map(shown.map((event) => [event.index.event_id, event.id]))
  const parts = Map.groupBy(opened, placeKey)
  return page.events.map((event) => {
    const { id, index, decision } = event
    const schema = deps.catalogue.types.get(index.type)
    const data = compose(index, parts.get(placeKey(decision)) ?? [], decision, { schema, eventId: (eventId) => ids.get(eventId), mask })
    return itemOf({ id, title: schema?.title ?? index.type, index, decision, agency: agencies.get(index.agency), marks: marks(event), data })
  })
}

function namedAgencies(shown: readonly Shown[], agencies: ReadonlyMap<string, AgencyEntry>): Timeline['agencies'] {
  const ids = new Set(shown.filter(({ decision }) => decision.publisher === 'named').map(({ index }) => index.agency))
  return [...ids].map((id) => ({ id, name: agencies.get(id)?.name ?? id })).sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0))
}
