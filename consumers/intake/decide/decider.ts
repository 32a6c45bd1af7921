import { admit } from '../../../core/linking/admit.ts'
import { claimOf, extend } from '../../../core/linking/claim.ts'
import type { Effects, LinkDecision } from '../../../core/linking/decision.ts'
import { candidatesOf, IN_NO_CASE, type KnownEvent } from '../../../core/linking/link-index.ts'
import { mentionsOf } from '../../../core/linking/mentions.ts'
import { survivorOf } from '../../../core/linking/merges.ts'
import { drawIds, placePeople } from '../../../core/linking/people.ts'
import { plaintextOf } from '../../../core/parts/split.ts'
import type { CrashPoint } from '../../../infra/faults/crash-point.ts'
import { partKeys } from '../../../infra/vault/part-keys.ts'
import type { CaseRelinkedDetails } from '../../../schemas/generated/details.ts'
import type { Candidate } from '../candidate.ts'
import { finishWaited } from '../finish-waited.ts'
import { createKnowledge, type Knowledge } from '../knowledge.ts'
import type { LinksLog } from '../links-log.ts'
import { NOTHING_PLACED, type Placement, type Verdict } from '../place.ts'
import { identityAad, sealAll } from '../seal-parts.ts'
import type { WaitingEvents } from '../waiting-events.ts'
import { mayChange, type AuthorityDeps } from './authority.ts'
import { moveEvents, type MoveDeps } from './move-events.ts'
import { planOf, type Plan } from './plan.ts'
import { produceMoved, type ProduceMovedDeps } from './produce-moved.ts'

/** What a decision waits for to which those who have a say have not said yes: it is looked at again and again, and is no token of anything. */
export const A_YES = 'case.relinked'

export interface DeciderDeps extends MoveDeps, ProduceMovedDeps, AuthorityDeps {
  readonly links: LinksLog
  readonly waitingEvents: WaitingEvents
  /** Makes a placement durable. */
  readonly settle: (placement: Placement) => Promise<void>
  /** Tries waiting events again that wait for one of the tokens. */
  readonly retry: (tokens: readonly string[]) => Promise<void>
  readonly crashPoint: CrashPoint
}

/** Takes a `case.relinked` event: what became of it, durable when it resolves. */
export type Decide = (candidate: Candidate) => Promise<Verdict>

/** Claims waiting events for a case, as people decided. */
async function claimWaiting(deps: DeciderDeps, waiting: readonly Candidate[], caseLog: string, { index }: Knowledge): Promise<readonly string[]> {
  const { epoch, ids, secret, settle } = deps
  const triggers: string[] = []
  const claims = waiting.map((candidate) => {
    const { event: { agency, system, id, type }, evidence, digest, inbox } = candidate
    const placement = placePeople(evidence, index, caseLog, drawIds(ids, evidence.harmed.length))
    const claim = claimOf({ epoch, agency, system, event_id: id, type, digest, inbox }, evidence, { caseLog, rule: 'decision', ...placement }, index)
    const learned = extend(index, claim)
    triggers.push(...learned.triggers)
    return { claim, candidate, changed: learned.people }
  })
  const placed = claims.map(({ claim, candidate }) => {
    const place = { caseLog, people: claim.people.map(({ person }) => person) }
    return { candidate, ...place, candidates: candidatesOf(index, place.people), mentions: mentionsOf(secret, candidate.schema, candidate.event, place, index) }
  })
  if (claims.length > 0) await settle({ ...NOTHING_PLACED, claims, placed })
  return triggers
}

/** Writes a decision to links.events and applies it. */
async function write(deps: DeciderDeps, candidate: Candidate, caseLog: string, effects: Effects): Promise<void> {
  const { vault, links, epoch, crashPoint } = deps
  const { event: { agency, system, id, data }, digest, inbox } = candidate
  const { op, reason, second_checker, confidence } = data.details as unknown as CaseRelinkedDetails
  const decision: LinkDecision = { ...effects, epoch, agency, system, event_id: id, digest, inbox, op, case_log: caseLog }
  const parts = [{ class: 'META', values: { confidence } }, { class: 'STAFF', values: { reason, second_checker } }].map(({ class: sensitivity, values }) => ({
    event: decision, scope: { case: caseLog, person: '', class: sensitivity }, aad: identityAad(decision, '', sensitivity), plaintext: plaintextOf(values),
  }))
  const keys = await partKeys(vault, parts, [], { create: true })
  const own = await links.appendDecision({ ...decision, parts: sealAll(parts, keys) })
  crashPoint('after-decision')
  await links.applyOwn(own, epoch)
}

/** Carries out a plan that waits for nothing. Returns what others may have waited for. */
async function carryOut(deps: DeciderDeps, candidate: Candidate, plan: Exclude<Plan, { kind: 'wait' }>, knowledge: Knowledge): Promise<readonly string[]> {
  if (plan.kind === 'change') {
    await write(deps, candidate, plan.caseLog, plan.effects)
    const cases = new Set([plan.caseLog, ...plan.effects.merged.flatMap((merge) => [merge.case_log, merge.into_case_log])])
    const { persons, members, merges } = knowledge.index
    const people = [...cases].flatMap((caseLog) => members.get(survivorOf(merges, caseLog)) ?? []).flatMap((person) => persons.get(person) ?? [])
    return people.flatMap(({ tokens }) => [...tokens.values()].flatMap((of) => [...of]))
  }
  const inCase = plan.events.filter((event) => event.caseLog !== undefined)
  const waiting = plan.to === IN_NO_CASE ? [] : plan.events.filter((event) => event.caseLog === undefined)
  const candidates = waiting.length === 0 ? [] : await deps.waitingEvents.ofEvents(waiting.map(identity))
  // First the claims: after a stop in between, the event that came again finds them done.
  const triggers = await claimWaiting(deps, candidates, plan.to, knowledge)
  const effects = await moveEvents(deps, inCase, plan.to, knowledge)
  await write(deps, candidate, plan.to === IN_NO_CASE ? effects.moved[0]?.from ?? IN_NO_CASE : plan.to, effects)
  const moves = effects.moved.filter(({ case_log: to }) => to !== IN_NO_CASE)
  await produceMoved(deps, moves.map(({ case_log: to, people, ...move }) => ({ ...move, to, people: people.map(({ person }) => person) })))
  deps.crashPoint('after-moved')
  return [...triggers, ...effects.moved.flatMap(({ event_id: id, people }) => [id, ...people.flatMap(({ identifiers, name }) => [...identifiers.map(({ token }) => token), ...(name === null ? [] : [name])])])]
}

const identity = ({ agency, system, eventId }: KnownEvent) => ({ agency, system, event_id: eventId })

/** What people decided of who is who, one decision after another: what one changes, the next must know. */
export function createDecider(deps: DeciderDeps): Decide {
  return async (candidate) => {
    const { event, evidence, digest, inbox, forAll } = candidate
    const knowledge = createKnowledge(deps.db)
    await knowledge.load([evidence], [event.id])
    const admission = admit(event, digest, inbox, knowledge.index, forAll)
    if (admission.kind === 'rejected') return { status: 'rejected', candidate, errors: admission.errors }
    if (admission.kind === 'repeated') return { status: 'repeated', candidate }
    const redelivered = admission.kind === 'redelivered'
    if (redelivered && admission.event.caseLog !== undefined) return { status: 'accepted', candidate, redelivered }
    if (!redelivered && candidate.held.length > 0) return { status: 'held', candidate, errors: candidate.held }
    const planned = await planOf(deps, candidate, knowledge)
    const may = planned.kind !== 'change' || await mayChange(deps, candidate, planned.effects, planned.caseLogs, knowledge)
    const plan: Plan = may ? planned : { kind: 'wait', awaits: [A_YES] }
    if (plan.kind === 'wait') {
      if (!redelivered) await deps.settle({ ...NOTHING_PLACED, waiting: [{ candidate, awaits: plan.awaits }] })
      return { status: 'accepted', candidate, redelivered }
    }
    const triggers = await carryOut(deps, candidate, plan, knowledge)
    if (redelivered) await finishWaited(deps, [{ ...candidate, waited: true }])
    await deps.retry([...new Set(triggers)])
    return { status: 'accepted', candidate, redelivered }
  }
}

