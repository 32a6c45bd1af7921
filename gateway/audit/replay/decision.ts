import type { Duty } from '../../../core/control/duties.ts'
import type { LinkedCase } from '../../../core/linking/case-links.ts'
import type { AccessRecord, DecisionValue, RequestValue } from '../../../core/access-log/access-record.ts'
import { approvalOutcome } from '../../../policy/decide/may-approve.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { DecisionInput } from '../../../policy/facts/input.ts'
import type { Decision, EventDecision } from '../../../policy/decide/decision.ts'
import { CASE_READERS } from '../../questions/actions.ts'
import { decideCaseReaders } from '../../../policy/decide/case-readers.ts'
import { PUBLICATION_OPEN } from '../../publications/actions.ts'
import { askedPublication } from '../../publications/asked.ts'
import { caseInput, decisionOnList, isRefusedAlone, needingWords, type InputOfRead } from '../../read/decide-cases.ts'
import { EXPLANATION_ACTION } from '../../read/explanation.ts'
import { STREAM_ACTION } from '../../read/follow-timeline.ts'
import { HARM_REVIEWS } from '../../read/harm-reviews.ts'
import { RECALLS } from '../../read/recalls.ts'
import { WATCH_ACTION } from '../../read/watch-timeline.ts'
import { CASE_PAGE_ACTIONS, PATTERN_ACTION } from '../../read/pattern.ts'
import {
  ALLOCATION,
  ALLOCATION_APPROVAL,
  ALLOCATION_DESK,
  ALLOCATION_END,
  ALLOCATIONS,
  APPROVAL,
  BREAK_GLASS,
  CONFIRMATION,
  CONFIRMATIONS,
  JUSTIFICATION,
  LOOKUP,
  REVIEWED,
  REVIEWS,
} from '../../step-up/actions.ts'
import { asDecision } from '../../../policy/decide/confirmations.ts'
import { asDecision as packAsDecision } from '../../../policy/decide/subject-access.ts'
import { PACK_ACTION } from '../../subject-access/actions.ts'
import { replayedNamed, type CaseAtVersion } from './disclosed-set.ts'

/** What is asked of a case, at its version; `duties`: what the reader's agency had named the reader for. */
export type ReplayedRequest = InputOfRead & { readonly duties: readonly string[] }

/** A decision that was replayed, and what of it went out. */
export interface ReplayedDecision {
  readonly decision: Decision
  readonly disclosed: readonly EventDecision[]
  /** Of a list: the case logs of the cases that were told to need words first. */
  readonly needWords?: readonly string[]
}

type Cases = readonly LinkedCase<CaseAtVersion>[]
type Replayed = (policy: Policy, asked: ReplayedRequest, cases: Cases, request: RequestValue, recorded: DecisionValue) => ReplayedDecision

const NOTHING: readonly EventDecision[] = []

/** Of the decision only its outcome counted: nothing of the case went out. */
const outcomeOnly = ({ outcome }: Decision): ReplayedDecision => ({ decision: { outcome, events: NOTHING }, disclosed: NOTHING })

const oneCase = (cases: Cases): LinkedCase<CaseAtVersion> | undefined => (cases.length === 1 ? cases[0] : undefined)

const reviews =
  (by: 'decideReviews' | 'decideReviewed'): Replayed =>
  (policy, asked, cases) => {
    const alone = policy[by](caseInput(asked, undefined))
    const events = cases.flatMap((at) => policy[by](caseInput(asked, at)).events)
    return { decision: { ...alone, events }, disclosed: events }
  }

const publication: Replayed = (policy, asked, cases, { page }) => {
  const decision = policy.decidePublication(
    caseInput(asked, cases[0]),
    askedPublication(page, asked.duties.includes('publications' satisfies Duty)),
  )
  return { decision, disclosed: decision.events }
}

const list: Replayed = (policy, asked, cases, request) => {
  const alone = policy.decide(caseInput(asked, undefined))
  const each = isRefusedAlone(alone.outcome) ? [] : cases.map((at) => ({ at, decision: policy.decide(caseInput(asked, at)) }))
  const decision = decisionOnList(
    alone,
    each.map((one) => one.decision),
  )
  const needWords = needingWords(each.map(({ at: { caseLog }, decision: { outcome } }) => ({ caseLog, decision: { outcome } })))
  return { decision, disclosed: decision === alone ? NOTHING : replayedNamed(each, request), needWords }
}

/** Of what is on record as disclosed, what a decision discloses. */
const within = ({ events }: Decision, { cases }: RequestValue, { released }: DecisionValue): readonly EventDecision[] =>
  released.flatMap(([log, sequence, recorded]) => {
    const event = events.find((one) => one.caseLog === cases[log] && one.sequence === sequence)
    const parts = (event?.parts ?? []).filter(({ owner, class: sensitivity, form }) =>
      recorded.some((part) => part[0] === owner && part[1] === sensitivity && part[2] === form),
    )
    return event === undefined ? [] : [{ ...event, parts }]
  })

/**
 * A list of notices or reviews: which events it tells follows from what somebody read before, or from their words, which a replay does not open. So it is held to what the decision
 * discloses: nothing else may have gone out, and no more of it.
 */
const told: Replayed = (policy, asked, cases, request, recorded) => {
  const { decision } = list(policy, asked, cases, request, recorded)
  return { decision, disclosed: within(decision, request, recorded) }
}

const single: Replayed = (policy, asked, cases, request) => {
  const decision = policy.decide(caseInput(asked, cases[0]))
  return {
    decision,
    disclosed:
      decision.outcome === 'permit'
        ? replayedNamed(
            cases.map((at) => ({ at, decision })),
            request,
          )
        : NOTHING,
  }
}

function approval(policy: Policy, input: DecisionInput, sensitivity: string): ReplayedDecision {
  const decision = policy.decide(input)
  return outcomeOnly({ ...decision, outcome: approvalOutcome(decision.outcome, () => policy.mayApprove(input, sensitivity)) })
}

const allocations: Replayed = (policy, asked, cases) => {
  const decision = policy.decideAllocations(caseInput(asked, oneCase(cases)))
  return { decision, disclosed: decision.events }
}

const confirmations: Replayed = (policy, asked, cases) => {
  const { outcome } = policy.toConfirm(caseInput(asked, undefined))
  const events = cases.flatMap((at) => asDecision(policy.toConfirm(caseInput(asked, at))).events)
  return { decision: { outcome, events }, disclosed: events }
}

/** An answer: permitted where what it was about was the reader's, as a line or as an answer of their agency's. */
const confirmation: Replayed = (policy, asked, cases, { page }) => {
  const { outcome } = policy.toConfirm(caseInput(asked, undefined))
  const answered = new Set((page.events ?? '').split(' ').filter((id) => id !== ''))
  const mine = cases.flatMap((at) => {
    const { lines, answers } = policy.toConfirm(caseInput(asked, at))
    return [...lines.flatMap(({ events }) => events), ...answers.flatMap(({ target }) => target ?? [])]
  })
  const isThere = answered.size > 0 && [...answered].every((id) => mine.some(({ index }) => index.event_id === id))
  return outcomeOnly({ outcome: outcome === 'permit' && !isThere ? 'not_found' : outcome, events: NOTHING })
}

/** Whether somebody was given a link, as the outcome that the record has. */
const givenIf = (given: boolean): ReplayedDecision => outcomeOnly({ outcome: given ? 'permit' : 'not_found', events: NOTHING })

/** The pack of an access request: what was proposed, and what was left to be weighed, of the events that the person is in. */
const pack: Replayed = (policy, asked, cases, { page }) => {
  const request = { ...asked.request, requester: page.requester ?? '' }
  const decision = packAsDecision(policy.decidePack(caseInput({ ...asked, request }, oneCase(cases)), page.person ?? ''))
  return { decision, disclosed: decision.events }
}

/** How each action is replayed. What is not here decides nothing of a case. */
const REPLAYS: Readonly<Partial<Record<string, Replayed>>> = {
  timeline: single,
  [STREAM_ACTION]: single,
  [PATTERN_ACTION]: single,
  ...Object.fromEntries(CASE_PAGE_ACTIONS.map((action) => [action, single])),
  case: single,
  'case-list': list,
  [HARM_REVIEWS]: told,
  [RECALLS]: told,
  [REVIEWS]: reviews('decideReviews'),
  [REVIEWED]: reviews('decideReviewed'),
  [CONFIRMATIONS]: confirmations,
  [CONFIRMATION]: confirmation,
  [ALLOCATIONS]: allocations,
  [ALLOCATION]: (policy, asked, cases) => outcomeOnly(policy.decideAllocations(caseInput(asked, oneCase(cases)))),
  [ALLOCATION_END]: (policy, asked, cases) => outcomeOnly(policy.decideAllocations(caseInput(asked, oneCase(cases)))),
  [ALLOCATION_APPROVAL]: (policy, asked, cases, { page }) =>
    givenIf(
      policy.namedPair(caseInput(asked, oneCase(cases)), {
        agency: asked.request.reader.agency,
        tokens: (page.tokens ?? '').split(' ').filter((token) => token !== ''),
      }) !== undefined,
    ),
  [ALLOCATION_DESK]: (policy, asked, cases) => givenIf(policy.deskSubject(caseInput(asked, oneCase(cases))) !== undefined),
  [PUBLICATION_OPEN]: publication,
  [PACK_ACTION]: pack,
  [CASE_READERS]: (policy, asked, cases) => outcomeOnly(decideCaseReaders(policy, caseInput(asked, oneCase(cases)))),
  [EXPLANATION_ACTION]: (policy, asked, cases) => outcomeOnly(policy.decide(caseInput(asked, cases[0]))),
  [WATCH_ACTION]: (policy, asked, cases) => outcomeOnly(policy.decide(caseInput(asked, oneCase(cases)))),
  [JUSTIFICATION]: (policy, asked, cases) => outcomeOnly(policy.decide(caseInput(asked, oneCase(cases)))),
  [APPROVAL]: (policy, asked, cases, { page }) => approval(policy, caseInput(asked, oneCase(cases)), page.class ?? ''),
  [BREAK_GLASS]: (policy, asked, cases, { page }) =>
    outcomeOnly(policy.decideOpening(caseInput(asked, oneCase(cases)), Number(page.reason_length ?? 0))),
  [LOOKUP]: (policy, asked, cases) =>
    outcomeOnly(policy.decideWithBreakGlass(caseInput(asked, oneCase(cases)), policy.stepUp.break_glass.reason_chars)),
}

/** Whether a record is of a read that a decision was made for. */
export const isDecided = ({ action }: Pick<AccessRecord, 'action'>): boolean => REPLAYS[action] !== undefined

const PAGED: ReadonlySet<string> = new Set(['timeline', STREAM_ACTION, PATTERN_ACTION, ...CASE_PAGE_ACTIONS])

/** Whether what went out is a page of the decided events: disclosed-set.ts. */
export const isPaged = ({ action }: Pick<AccessRecord, 'action'>): boolean => PAGED.has(action)

/** Replays the decision of an action. A timeline's disclosed events are those of its page: disclosed-set.ts. */
export function replayDecision(
  policy: Policy,
  action: string,
  asked: ReplayedRequest,
  cases: Cases,
  request: RequestValue,
  recorded: DecisionValue,
): ReplayedDecision {
  const replayed = REPLAYS[action]
  if (replayed === undefined) throw new TypeError('An action that decides nothing')
  return replayed(policy, asked, cases, request, recorded)
}
