import { caseEvents, type CaseEvent } from '../../core/case/case-events.ts'
import { targetsOf } from '../../core/case/statements.ts'
import { marksOf } from '../../core/disclosure/marks.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { Decision, EventDecision } from '../../policy/decide/decision.ts'
import type { AgencyEntry } from '../../policy/facts/input.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import { candidateCases } from './candidates.ts'
import type { CaseItem } from './case-item.ts'
import { decideCases, decideInSlices, decisionOnList } from './decide-cases.ts'
import type { ReadDeps } from './deps.ts'
import { needsHarmReview } from './harm-review.ts'
import { shownAgency, type ShownAgency, type TimelineItem } from './item.ts'
import { failureOnRecord, putOnRecord } from './on-record.ts'
import { openParts } from './open-parts.ts'
import { resultOf, type ReadResult } from './outcome.ts'
import { eventIn, type CaseSnapshot } from './snapshot.ts'
import { createTeller, disclosedOf, fetchTold, type Teller, type ToldCase } from './told-cases.ts'

export interface HarmReviewsRequest {
  readonly reader: ReaderCredential
  readonly purpose: string
}

/** An entry of a case, by what of it may be told. */
export interface NamedEntry {
  readonly type: string
  readonly title: string
  readonly agency: ShownAgency
  readonly occurred: TimelineItem['occurred']
}

/** A withdrawal of which somebody has to find out whether it did harm. */
export interface HarmReviewItem {
  /** Id of the withdrawal on the timeline, known to this reader only. */
  readonly id: string
  /** Case id, known to the reader's agency only. */
  readonly case: string
  readonly subject: CaseItem['subject']
  /** When it was withdrawn, and by whom. */
  readonly withdrawn: TimelineItem['occurred']
  readonly by: ShownAgency
  /** What the withdrawal says, as its details on the timeline: the reason's code, a note. */
  readonly said: Readonly<Record<string, unknown>>
  /** What was withdrawn. */
  readonly entry: NamedEntry | null
  /** What the timeline marks as under review because of it: to be looked at again. */
  readonly rests_on_it: readonly (NamedEntry & { readonly id: string })[]
}

export const HARM_REVIEWS = 'harm-reviews'

interface Seen {
  readonly snapshot: CaseSnapshot
  readonly decision: Decision
  readonly told: readonly ToldCase[]
}

/**
 * The withdrawals in a reader's cases that need a harm review, the newest first: each with what was withdrawn, and what rests on it. It tells what the timelines of these
 * cases tell, and nothing else. On record before it is answered.
 */
export const listHarmReviews = (deps: ReadDeps, request: HarmReviewsRequest): Promise<ReadResult<readonly HarmReviewItem[]>> =>
  failureOnRecord(deps, HARM_REVIEWS, request.reader, async () => {
    const at = new Date(deps.clock.now()).toISOString()
    const { snapshot, decision, told } = await withdrawals(deps, request, at)
    const rows = told.flatMap((one) => one.rows)
    const opened = await openParts(deps, rows, eventIn(snapshot.logs))
    const needing = told.flatMap((one) => {
      const teller = createTeller(deps, request, one, opened)
      const eventOf = eventIn(one.of.logs)
      const events = one.events.filter((event) => needsHarmReview(eventOf(event).index.type, detailsOf(teller, event)))
      return events.length === 0 ? [] : [{ told: { ...one, events }, teller }]
    })
    const isTold = (place: Pick<EventDecision, 'caseLog' | 'sequence'>): boolean => disclosed.some((event) => isAt(event, place))
    const disclosed = needing.flatMap((one) => disclosedOf(one.told))
    const record = await putOnRecord(deps, {
      at,
      action: HARM_REVIEWS,
      ...request,
      snapshot,
      decision,
      disclosed,
      rows: rows.filter(isTold),
    })
    const { agencies } = snapshot.control
    return resultOf(decision.outcome, record, () =>
      needing.flatMap((one) => itemsOf(deps, one.told, one.teller, agencies)).toSorted((left, right) => order(right, left)),
    )
  })

const order = (left: HarmReviewItem, right: HarmReviewItem): number =>
  left.withdrawn.from < right.withdrawn.from ? -1 : left.withdrawn.from > right.withdrawn.from ? 1 : left.id < right.id ? -1 : 1

const isAt = (one: Pick<EventDecision, 'caseLog' | 'sequence'>, other: Pick<EventDecision, 'caseLog' | 'sequence'>): boolean =>
  one.caseLog === other.caseLog && one.sequence === other.sequence

const detailsOf = (teller: Teller, event: EventDecision): Readonly<Record<string, unknown>> =>
  teller.dataOf(event).details as Readonly<Record<string, unknown>>

/** Decides over the cases of the reader's list, in one snapshot, and fetches the withdrawals that they are shown. */
function withdrawals(deps: ReadDeps, { reader, purpose }: HarmReviewsRequest, at: string): Promise<Seen> {
  return readSnapshot(deps.readStore.db, async (tx): Promise<Seen> => {
    const { snapshot, alone, each } = await decideCases(tx, deps, { reader, purpose, justified: false }, at, {
      find: (inside, request, { agencies }) =>
        candidateCases(inside, request.reader, agencies.get(reader.agency)?.type, deps.policy.engine),
      decide: (input) => decideInSlices(deps.policy, input),
    })
    const told: ToldCase[] = []
    for (const { of, input, decided: decision } of each) {
      const eventOf = eventIn(of.logs)
      const events = decision.events.filter((event) => event.effect === 'shown' && eventOf(event).index.type === 'record.retracted')
      if (events.length > 0) told.push(await fetchTold(tx, deps, { of, input, decision, events }))
    }
    return {
      snapshot,
      told,
      decision: decisionOnList(
        alone,
        each.map(({ decided }) => decided),
      ),
    }
  })
}

function itemsOf(
  deps: ReadDeps,
  { of, decision, events }: ToldCase,
  teller: Teller,
  agencies: ReadonlyMap<string, AgencyEntry>,
): readonly HarmReviewItem[] {
  const eventOf = eventIn(of.logs)
  const all = caseEvents(of.logs, deps.policy.engine !== 1)
  const named = ({ index }: Pick<CaseEvent, 'index'>, as: EventDecision): NamedEntry => ({
    type: index.type,
    title: deps.catalogue.types.get(index.type)?.title ?? index.type,
    agency: shownAgency(index.agency, agencies.get(index.agency), as.publisher),
    occurred: teller.occurredAs(index, as.dates),
  })
  const shown = decision.events.map((event) => ({ id: teller.idOf(eventOf(event).index), index: eventOf(event).index, decision: event }))
  const marks = marksOf(shown, () => all)
  return events.map((withdrawal): HarmReviewItem => {
    const event: CaseEvent = { ...eventOf(withdrawal), caseLog: withdrawal.caseLog }
    const [target] = targetsOf(event, all, agencies)
    const { index } = event
    const id = teller.idOf(index)
    return {
      id,
      case: teller.case,
      subject: teller.subject,
      withdrawn: teller.occurredAs(index, withdrawal.dates),
      by: shownAgency(index.agency, agencies.get(index.agency), withdrawal.publisher),
      said: detailsOf(teller, withdrawal),
      // What is said of an entry is reduced with it: it may be told as finely as its withdrawal.
      entry: target === undefined ? null : named(target, withdrawal),
      rests_on_it: shown.filter((one) => marks(one).underReview.includes(id)).map((one) => ({ id: one.id, ...named(one, one.decision) })),
    }
  })
}
