import type { Pattern } from '../../core/pattern/pattern.ts'
import { patternOf } from '../../core/pattern/of-items.ts'
import { londonDate } from '../../core/time/london.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import { answerTimeline, decideTimeline } from './decided-timeline.ts'
import type { ReadDeps } from './deps.ts'
import { firstShown } from './first-shown.ts'
import { NO_LIMIT } from './follow-timeline.ts'
import type { TimelineItem } from './item.ts'
import { justifiedBy } from './justification.ts'
import { failureOnRecord } from './on-record.ts'
import { resultOf, type ReadResult } from './outcome.ts'
import type { PatternQuery } from './request.ts'
import { namedAgencies, type Timeline } from './timeline.ts'

/** The action of the access record of a pattern. */
export const PATTERN_ACTION = 'pattern'

/** The actions of pages that show a case whole: each is replayed as a pattern is. */
export const CASE_PAGE_ACTIONS = [
  'case-overview',
  'case-timeline',
  'case-search',
  'case-pattern',
  'case-risk',
  'case-voice',
  'case-sharing',
  'case-print',
] as const

export type WholeCaseAction = typeof PATTERN_ACTION | (typeof CASE_PAGE_ACTIONS)[number]

export interface PatternRequest {
  readonly reader: ReaderCredential
  /** The case id as it was asked for. */
  readonly caseId: string
  readonly query: PatternQuery
  /** The order of the items; the numbers do not depend on it. */
  readonly order: 'oldest' | 'newest'
  /** Of the access record; of a pattern by itself where it is left out. */
  readonly action?: WholeCaseAction
}

/** A pattern with all that it was worked out from. */
export interface PatternRead {
  /** Every item that is disclosed, up to the day that the numbers are of: each id in the numbers is one of them. */
  readonly items: readonly TimelineItem[]
  readonly pattern: Pattern
  /** Agencies by name that the disclosed events are from. */
  readonly agencies: Timeline['agencies']
  /** The name of any agency that an event names; undefined where it is not registered. */
  readonly agencyName: Timeline['agencyName']
  /** When the emergency access ends by which the reader sees the case, ISO 8601 in UTC; undefined where none is live. */
  readonly emergencyUntil: string | undefined
  /** When it was read, ISO 8601 in UTC. */
  readonly at: string
  /** When the reader was first shown each item: first-shown.ts. */
  readonly firstShown: ReadonlyMap<string, string>
}

/** The weight of a tactic, as the code list has it. */
const gravityIn = ({ codeLists }: Catalogue): ((tactic: string) => number | undefined) => {
  const weights = new Map(
    (codeLists.get('tactic')?.codes ?? []).flatMap(({ code, gravity }) => (gravity === undefined ? [] : [[code, gravity] as const])),
  )
  return (tactic) => weights.get(tactic)
}

/**
 * Reads the whole of a case that is disclosed to the reader, and works its pattern out from that alone: decides as for a timeline, in one snapshot, puts the read on record as a read of
 * every item, and only then answers. `to` is the day that the numbers are of, and nothing later is read; without it, or where it is to come, they are of today in London.
 * `from` is the first day that tactics are counted from, and leaves out nothing of the read. Throws ReadRefused as a timeline does.
 */
export const readPattern = (deps: ReadDeps, request: PatternRequest): Promise<ReadResult<PatternRead>> =>
  failureOnRecord(deps, request.action ?? PATTERN_ACTION, request.reader, async () => {
    const { reader, caseId, query, order, action = PATTERN_ACTION } = request
    const { purpose, from, to } = query
    const decided = await decideTimeline(deps, {
      action,
      reader,
      caseId,
      purpose,
      page: { ...(to === undefined ? {} : { to }), order, limit: Infinity },
      recordedPage: {
        ...(to === undefined ? {} : { to }),
        ...(from === undefined ? {} : { counted_from: from }),
        order,
        limit: NO_LIMIT,
      },
      justification: await justifiedBy(deps, action, { reader, purpose, caseId }, query.justification),
    })
    const { record, items } = await answerTimeline(deps, decided)
    const shownBefore = await firstShown(deps, deps.readStore.db, reader, decided.page.events)
    const today = londonDate(Date.parse(decided.at))
    return resultOf(decided.decision.outcome, record, () => ({
      items,
      pattern: patternOf(items, {
        role: reader.role,
        asOf: to === undefined || to > today ? today : to,
        ...(from === undefined ? {} : { from }),
        gravityOf: gravityIn(deps.catalogue),
      }),
      agencies: namedAgencies(decided.page.events, decided.snapshot.control.agencies),
      agencyName: (id) => decided.snapshot.control.agencies.get(id)?.name,
      emergencyUntil: decided.emergencyUntil,
      at: decided.at,
      firstShown: shownBefore,
    }))
  })
