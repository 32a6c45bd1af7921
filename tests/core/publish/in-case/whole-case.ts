import type { Agencies, CaseEvent } from '../../../../core/case/case-events.ts'
import { foldCase } from '../../../../core/case/case-state.ts'
import { fact, type IndexPart, type NumberedEvent } from '../../../../core/case/index-part.ts'
import { newest } from '../../../../core/case/listing.ts'
import { isLiveOverride } from '../../../../core/case/overrides.ts'
import { momentOf, saysAt } from '../../../../core/case/memory/case-view.ts'
import { quoted, sharesProceeding } from '../../../../core/case/proceeding-ends.ts'
import type { InCase } from '../../../../core/publish/in-case/rule.ts'

/** Whoever corrects, retracts or erases may do so: intake judged that (G10), before the event was in the log. */
const admitted = (events: readonly NumberedEvent[]): Agencies =>
  new Map(events.map(({ index }) => [index.agency, { type: 'bus_operator', areas: [] }]))

/** An event in its case, said by folding the whole case: slow, and beside it everything else can be held. */
export function inWholeCase(index: IndexPart, before: readonly NumberedEvent[]): InCase {
  const moment = momentOf(index)
  const then = before.filter((other) => saysAt({ index: other.index }, moment))
  const events = [...then, { sequence: (before.at(-1)?.sequence ?? 0) + 1, index }]
  const state = foldCase([{ caseLog: index.case_log, events }], admitted(events), moment)
  const event = state.events.all.at(-1)
  if (event === undefined) throw new TypeError('no event')
  const stands = (other: CaseEvent): boolean => other !== event && !state.isGone(other)
  const isOwn = (other: CaseEvent): boolean => other.index.agency === index.agency
  const earlier = (type: string): CaseEvent[] => state.events.ofType(type).filter(stands)
  const earlierOf = (type: string, kind: string): CaseEvent[] => earlier(type).filter((other) => sharesProceeding(kind, other, event))
  const own = state.events.all.filter((other) => stands(other) && isOwn(other))
  const adults = [...state.people.adults]
  const isSaidOf = (other: CaseEvent, adult: string): boolean => {
    const pairs = state.scope(other)
    return adults.includes(adult) && (typeof pairs === 'string' ? adults.length === 1 : pairs.has(adult))
  }
  const isBroughtHere = (other: CaseEvent): boolean =>
    fact(other.index, 'marac_of').length > 0
      ? fact(other.index, 'marac_of').some((marac) => fact(index, 'marac_of').includes(marac))
      : sharesProceeding('marac', other, event)
  return {
    event,
    index,
    now: moment,
    isOwn,
    meant: (id) => state.events.meantBy(id, index).filter((other) => other !== event),
    earlier: (type) => earlier(type).values(),
    earlierOf: (type, kind) => earlierOf(type, kind).values(),
    newestOf: (type, kind) => newest(earlierOf(type, kind)),
    hasPublished: (type) => earlier(type).some(isOwn),
    knowsProceeding: (kind) => own.some((other) => quoted(other, kind).some((token) => quoted(event, kind).includes(token))),
    hasNamed: (person) => own.some((other) => other.index.harmed.some((named) => named.person === person)),
    wasBroughtHere: () =>
      ['marac.referral-made', 'marac.case-transferred'].flatMap(earlier).some((other) => !isOwn(other) && isBroughtHere(other)),
    hasReferredHere: (agency) =>
      agency !== index.agency && earlier('marac.referral-made').some((other) => other.index.agency === agency && isBroughtHere(other)),
    adultsOf: (other) => state.adultsOf(other),
    wishOf: (adult) => state.wishes.get(adult),
    isOverridden: (adult, purpose, isCounted = () => true) =>
      state.events
        .ofType('consent.override-recorded')
        .some(
          (other) =>
            isCounted(other.index.agency) &&
            !state.isGone(other) &&
            isLiveOverride(other, moment) &&
            fact(other.index, 'purposes').includes(purpose) &&
            isSaidOf(other, adult),
        ),
  }
}
