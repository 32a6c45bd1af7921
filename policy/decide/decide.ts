import { byText, type CaseEvent } from '../../core/case/case-events.ts'
import { idsIn, type SamePeople } from '../../core/case/same-people.ts'
import { shownFrom } from '../../core/disclosure/page.ts'
import { reachOf, refusalOfRequest } from './refusals.ts'
import { isLate, startOf } from './dates.ts'
import { createEvaluator, type Evaluated } from './evaluate-event.ts'
import { type DecisionInput, inOneId } from '../facts/input.ts'
import { readingOf, accessEndsFor, type Reading } from '../facts/reading.ts'
import type { Release } from '../release/load.ts'
import { readerScope } from '../facts/reader-scope.ts'
import type { Decision, EventDecision, Outcome } from './decision.ts'

const refused = (outcome: Exclude<Outcome, 'permit'>): Decision => ({ outcome, events: [] })

/** Makes an event's decision from what the reader gets of its kind. */
function decisionsOf(reading: Reading): (event: CaseEvent, evaluated: Evaluated) => EventDecision {
  const { release, request, state } = reading
  const masked = release.roles.publisher_masked.includes(request.reader.role)
  const ends = accessEndsFor(reading)
  return (event, { effect, parts, exact }) => {
    const decision: EventDecision = {
      caseLog: event.caseLog,
      sequence: event.sequence,
      effect,
      parts,
      dates: exact ? 'exact' : 'month',
      publisher: masked ? 'masked' : exact ? 'named' : 'type',
      late: isLate(event.index),
      corrected: state.isCorrected(event),
    }
    const accessEnds = effect === 'shown' ? ends.get(event) : undefined
    return accessEnds === undefined ? decision : { ...decision, accessEnds }
  }
}

interface Dated {
  readonly decision: EventDecision
  readonly from: number
}

const inTimelineOrder = (one: Dated, other: Dated): number =>
  one.from - other.from || one.decision.sequence - other.decision.sequence || byText(one.decision.caseLog, other.decision.caseLog)

/**
 * Decides a read: a pure function of the release and the input, in the order of D.1 and D.10. Events are in timeline order, by when they are
 * shown to have begun: an event dated to the month stands at the month's start, so that its position tells nothing of its day.
 */
export function decide(release: Release, input: DecisionInput): Decision {
  const steps = decisionSteps(release, input)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** A decision in steps: whoever runs it may do other work between two of them. It returns the decision. */
export type DecisionSteps = Generator<undefined, Decision, undefined>

/** The same decision as `decide`, in steps of some events each. */
export function* decisionSteps(release: Release, input: DecisionInput): DecisionSteps {
  const { same } = input
  if (same === undefined || same.size === 0) return yield* stepsOver(release, input)
  return withOwnIds(yield* stepsOver(release, inOneId(input)), input.logs, same)
}

/** Events in a step: a millisecond or two of work where no two events are alike. */
const STEP = 50

/** The decision with the person ids under which each event's parts are sealed. */
export function withOwnIds(decision: Decision, logs: DecisionInput['logs'], same: SamePeople): Decision {
  const indexes = new Map(logs.map(({ caseLog, events }) => [caseLog, new Map(events.map(({ sequence, index }) => [sequence, index]))]))
  const partsOf = ({ caseLog, sequence, parts }: EventDecision): EventDecision['parts'] => {
    const index = indexes.get(caseLog)?.get(sequence)
    return index === undefined ? parts : parts.flatMap((part) => idsIn(index, part.owner, same).map((owner) => ({ ...part, owner })))
  }
  return { ...decision, events: decision.events.map((event) => ({ ...event, parts: partsOf(event) })) }
}

function* stepsOver(release: Release, input: DecisionInput): DecisionSteps {
  const refusal = refusalOfRequest(release, input.request)
  if (refusal !== undefined) return refused(refusal)
  const reading = readingOf(release, input)
  const reach = reachOf(reading)
  if (reach !== 'case' && reach !== 'own-events') return refused(reach)
  const evaluate = createEvaluator(readerScope(reading, reach === 'own-events'))
  const decisionOn = decisionsOf(reading)
  yield
  const events: Dated[] = []
  let done = 0
  for (const event of reading.state.events.all) {
    if (++done % STEP === 0) yield
    const evaluated = evaluate(event)
    if (evaluated === undefined) continue
    const decision = decisionOn(event, evaluated)
    events.push({ decision, from: startOf(shownFrom(event.index.occurred.from, decision.dates)) })
  }
  if (reach === 'own-events' && events.length === 0) return refused('not_found')
  return { outcome: 'permit', events: events.sort(inTimelineOrder).map(({ decision }) => decision) }
}
