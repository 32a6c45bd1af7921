import { byText, type CaseEvent } from '../../core/case/case-events.ts'
import { startOf } from '../../core/case/moments.ts'
import { isLate } from '../../core/time/london.ts'
import { reachOf, refusalOfRequest } from './gates.ts'
import { effectOnClass, judgeEvent, type JudgedEvent, type Sight } from './judge-event.ts'
import { readerPairs } from './pair-scope.ts'
import { readingOf, type Reading } from './reading.ts'
import type { Release } from './release.ts'
import { releasedParts } from './released-parts.ts'
import type { Decision, DecisionInput, EventDecision, Outcome } from './types.ts'

const refused = (outcome: Exclude<Outcome, 'permit'>): Decision => ({ outcome, events: [] })

/** What a reader sees a case through. */
const sightOf = (reading: Reading, ownEventsOnly: boolean): Sight => ({
  reading,
  pairs: readerPairs(reading),
  reaches: ({ index }) => !ownEventsOnly || index.agency === reading.request.reader.agency,
})

/** First day of the month of a date or date-time, as the event is dated for this reader. */
const MONTH_CHARACTERS = 7
const shownFrom = ({ index }: CaseEvent, dates: EventDecision['dates']): number =>
  startOf(dates === 'month' ? `${index.occurred.from.slice(0, MONTH_CHARACTERS)}-01` : index.occurred.from)

function decideEvent(sight: Sight, judged: JudgedEvent): EventDecision {
  const { release, request, state } = sight.reading
  const { event, effect } = judged
  const exact = effect !== 'reduced' && effectOnClass(sight, judged, 'META', false) === 'A'
  const masked = release.roles.publisher_masked.includes(request.reader.role)
  return {
    caseLog: event.caseLog,
    sequence: event.sequence,
    effect,
    parts: releasedParts(sight, judged),
    dates: exact ? 'exact' : 'month',
    publisher: masked ? 'masked' : exact ? 'named' : 'type',
    late: isLate(event.index.occurred, event.index.recorded_at),
    corrected: state.isCorrected(event),
  }
}

/**
 * Decides a read: a pure function of the release and the input, in the order of D.1 and D.10. Events are in timeline order, by when they are
 * shown to have begun: an event dated to the month stands at the month's start, so that its place tells nothing of its day.
 */
export function decide(release: Release, input: DecisionInput): Decision {
  const refusal = refusalOfRequest(release, input.request)
  if (refusal !== undefined) return refused(refusal)
  const reading = readingOf(release, input)
  const reach = reachOf(reading)
  if (reach !== 'case' && reach !== 'own-events') return refused(reach)
  const sight = sightOf(reading, reach === 'own-events')
  const events = reading.state.events.all.flatMap((event) => {
    const judged = judgeEvent(sight, event)
    if (judged === undefined) return []
    const decision = decideEvent(sight, judged)
    return [{ decision, from: shownFrom(event, decision.dates) }]
  })
  if (reach === 'own-events' && events.length === 0) return refused('not_found')
  return {
    outcome: 'permit',
    events: events.sort((one, other) => one.from - other.from || one.decision.sequence - other.decision.sequence || byText(one.decision.caseLog, other.decision.caseLog))
      .map(({ decision }) => decision),
  }
}
