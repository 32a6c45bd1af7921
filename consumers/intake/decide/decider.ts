import { admit } from '../../../core/linking/admit.ts'
import { claimOf, extend } from '../../../core/linking/claim.ts'
import { NO_EFFECTS, type Effects, type LinkDecision } from '../../../core/linking/decision.ts'
import { candidatesOf, IN_NO_CASE, type KnownEvent } from '../../../core/linking/link-index.ts'
import { pointedCases } from '../../../core/linking/link.ts'
import { mentionsOf } from '../../../core/linking/mentions.ts'
import { survivorOf } from '../../../core/linking/merges.ts'
import { drawIds, assignPeople } from '../../../core/linking/people.ts'
import { plaintextOf } from '../../../core/parts/split.ts'
import type { CrashPoint } from '../../../infra/faults/crash-point.ts'
import { partKeys } from '../../../infra/vault/part-keys.ts'
import type { CaseRelinkedDetails } from '../../../schemas/generated/details.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import type { Sealer } from '../../sealing/sealer.ts'
import type { Candidate } from '../candidate.ts'
import { finishWaited } from '../finish-waited.ts'
import { createKnowledge, type Knowledge } from '../knowledge.ts'
import type { LinksLog } from '../links-log.ts'
import { NOTHING_ASSIGNED, type Assignments, type Verdict } from '../assign-case.ts'
import { identityAad, sealAll, type OpenPart } from '../seal-parts.ts'
import type { WaitingEvents } from '../waiting-events.ts'
import { authorityOf, type Asked, type Authority, type AuthorityDeps } from './authority.ts'
import { moveEvents, type MoveDeps } from './move-events.ts'
import type { Notify } from './notify.ts'
import { planOf, type Plan } from './plan.ts'
import { produceMoved, type ProduceMovedDeps } from './produce-moved.ts'

/** What a decision waits for to which those who have a say have not said yes: it is looked at again and again, and is no token of anything. */
export const A_YES = 'case.relinked'

export interface DeciderDeps extends MoveDeps, ProduceMovedDeps, AuthorityDeps {
  readonly links: LinksLog
  readonly sealer: Pick<Sealer, 'seal'>
  readonly waitingEvents: WaitingEvents
  /** Makes assignments durable. */
  readonly settle: (assignments: Assignments) => Promise<void>
  /** Tries waiting events again that wait for one of the tokens. */
  readonly retry: (tokens: readonly string[]) => Promise<void>
  /** Notes in a case that something waits, or what became of it. */
  readonly notify: Notify
  readonly crashPoint: CrashPoint
}

/** Takes a `case.relinked` event: what became of it, durable when it resolves. */
export type Decide = (candidate: Candidate) => Promise<Verdict>

/** Claims waiting events for a case, as people decided. */
async function claimWaiting(
  deps: DeciderDeps,
  waiting: readonly Candidate[],
  caseLog: CaseLogId,
  knowledge: Knowledge,
): Promise<readonly string[]> {
  const { epoch, ids, secret, settle } = deps
  const { index } = knowledge
  if (waiting.length > 0) {
    const evidence = waiting.map((candidate) => candidate.evidence)
    await knowledge.load(
      evidence,
      waiting.map(({ event }) => event.id),
    )
    await knowledge.loadAlike(evidence)
  }
  const pointed = new Map(waiting.map((candidate) => [candidate, pointedCases(candidate.evidence, index)]))
  const triggers: string[] = []
  const claims = waiting.map((candidate) => {
    const {
      event: { agency, system, id, type },
      evidence,
      digest,
      inbox,
      states,
    } = candidate
    const people = assignPeople(evidence, index, caseLog, drawIds(ids, evidence.harmed.length))
    const claim = claimOf(
      { epoch, agency, system, event_id: id, type, digest, inbox, states },
      evidence,
      { caseLog, rule: 'decision', ...people },
      index,
    )
    const learned = extend(index, claim)
    triggers.push(...learned.triggers)
    return { claim, candidate, changed: learned.people }
  })
  const assigned = claims.map(({ claim, candidate }) => {
    const assignment = { caseLog, people: claim.people.map(({ person }) => person) }
    return {
      candidate,
      ...assignment,
      candidates: candidatesOf(index, assignment.people),
      mentions: mentionsOf(secret, candidate.schema, candidate.event, assignment, index),
      pointed: pointed.get(candidate) ?? [],
    }
  })
  if (claims.length > 0) await settle({ ...NOTHING_ASSIGNED, claims, assigned })
  return triggers
}

/** Writes a decision to links.events and applies it. */
async function write(deps: DeciderDeps, candidate: Candidate, caseLog: LinkDecision['case_log'], effects: Effects): Promise<void> {
  const { vault, links, sealer, epoch, crashPoint } = deps
  const {
    event: { agency, system, id, data },
    digest,
    inbox,
  } = candidate
  const { op, reason, second_checker, confidence } = data.details as unknown as CaseRelinkedDetails
  const decision: LinkDecision = { ...effects, epoch, agency, system, event_id: id, digest, inbox, op, case_log: caseLog }
  const parts: readonly OpenPart[] = [
    { class: 'META', values: { confidence } },
    { class: 'STAFF', values: { reason, second_checker } },
  ].map(({ class: sensitivity, values }) => ({
    event: decision,
    scope: { case: caseLog, person: '', class: sensitivity },
    aad: identityAad(decision, '', sensitivity),
    plaintext: plaintextOf(values),
  }))
  const keys = await partKeys(vault, parts, [], { create: true })
  const [sealed = []] = await sealAll([parts], keys, sealer.seal)
  const own = await links.appendDecision({ ...decision, parts: sealed })
  crashPoint('after-decision')
  await links.applyOwn(own, epoch)
}

/** Carries out a plan that waits for nothing. Returns what others may have waited for. */
async function carryOut(
  deps: DeciderDeps,
  candidate: Candidate,
  plan: Exclude<Plan, { kind: 'wait' }>,
  knowledge: Knowledge,
): Promise<readonly string[]> {
  if (plan.kind === 'change') {
    await write(deps, candidate, plan.caseLog, plan.effects)
    const cases = new Set([
      ...(plan.caseLog === IN_NO_CASE ? [] : [plan.caseLog]),
      ...plan.effects.merged.flatMap((merge) => [merge.case_log, merge.into_case_log]),
    ])
    const { persons, members, merges } = knowledge.index
    const people = [...cases]
      .flatMap((caseLog) => members.get(survivorOf(merges, caseLog)) ?? [])
      .flatMap((person) => persons.get(person) ?? [])
    return people.flatMap(({ tokens }) => [...tokens.values()].flatMap((of) => [...of]))
  }
  const inCase = plan.events.filter((event) => event.caseLog !== undefined)
  const waiting = plan.to === IN_NO_CASE ? [] : plan.events.filter((event) => event.caseLog === undefined)
  const candidates = waiting.length === 0 ? [] : await deps.waitingEvents.ofEvents(waiting.map(identity))
  // First the claims: after a stop in between, the event that came again finds them done.
  const triggers = plan.to === IN_NO_CASE ? [] : await claimWaiting(deps, candidates, plan.to, knowledge)
  const effects = await moveEvents(deps, inCase, plan.to, knowledge)
  await write(deps, candidate, plan.to === IN_NO_CASE ? (effects.moved[0]?.from ?? IN_NO_CASE) : plan.to, effects)
  await produceMoved(
    deps,
    effects.moved.flatMap(({ case_log: to, people, ...move }) =>
      to === IN_NO_CASE ? [] : [{ ...move, to, people: people.map(({ person }) => person) }],
    ),
  )
  deps.crashPoint('after-moved')
  return [
    ...triggers,
    ...effects.moved.flatMap(({ event_id: id, people }) => [
      id,
      ...people.flatMap(({ identifiers, name }) => [...identifiers.map(({ token }) => token), ...(name === null ? [] : [name])]),
    ]),
  ]
}

const identity = ({ agency, system, eventId }: KnownEvent) => ({ agency, system, event_id: eventId })

/** Of how many cases or people a merge is at least. */
const TOGETHER = 2

type Change = Extract<Plan, { readonly kind: 'change' }>

const PARTING: ReadonlySet<string> = new Set(['split_case', 'split_persons'])
const isParting = ({ event }: Candidate): boolean => PARTING.has((event.data.details as unknown as CaseRelinkedDetails).op)

const askedBy = (candidate: Candidate, { caseLogs, effects: { merged, split } }: Change): Asked => ({
  kind: isParting(candidate) ? 'part' : 'join',
  caseLogs,
  merged,
  split,
})

/** Merges that wait, of cases or people of which a decision says that they are apart. */
async function joinsOf(
  deps: DeciderDeps,
  { about }: Change,
): Promise<readonly { readonly candidate: Candidate; readonly change: Change; readonly authority: Authority }[]> {
  const found = []
  for (const candidate of await deps.waitingEvents.waitingFor([A_YES])) {
    if (isParting(candidate)) continue
    const knowledge = createKnowledge(deps.db)
    await knowledge.load([candidate.evidence], [candidate.event.id])
    const change = await planOf(deps, candidate, knowledge)
    if (change.kind !== 'change' || change.about.filter((id) => about.includes(id)).length < TOGETHER) continue
    found.push({ candidate, change, authority: await authorityOf(deps, candidate, askedBy(candidate, change), knowledge) })
  }
  return found
}

/** Ends what waits, for good: it is a decision without effect. */
async function end(
  deps: DeciderDeps,
  candidate: Candidate,
  caseLog: LinkDecision['case_log'],
  notified: readonly CaseLogId[],
): Promise<void> {
  await deps.notify(candidate, { caseLogs: notified, kind: isParting(candidate) ? 'part' : 'merge', state: 'ended' })
  await write(deps, candidate, caseLog, NO_EFFECTS)
  await finishWaited(deps, [{ ...candidate, waited: true }])
}

/**
 * What a decision comes to by whose word it is: what it changes, nothing where somebody who may has ended it, or that it waits for a yes. What takes effect apart
 * ends what waits to join the same: no later yes undoes it.
 */
async function judged(deps: DeciderDeps, candidate: Candidate, change: Change, knowledge: Knowledge): Promise<Plan> {
  const changesNothing = change.effects.merged.length === 0 && change.effects.split.length === 0
  if (changesNothing && !isParting(candidate)) return change
  const { outcome, notified, toNotify } = await authorityOf(deps, candidate, askedBy(candidate, change), knowledge)
  const kind = isParting(candidate) ? 'part' : 'merge'
  if (outcome === 'waits') {
    if (changesNothing) return change
    await deps.notify(candidate, { caseLogs: toNotify, kind, state: 'waits' })
    return { kind: 'wait', awaits: [A_YES] }
  }
  // Before the decision: after a stop in between, it is made when the event is looked at again.
  await deps.notify(candidate, { caseLogs: notified, kind, state: outcome === 'ended' ? 'ended' : 'in_force' })
  if (outcome === 'ended') return { ...change, effects: NO_EFFECTS }
  for (const join of isParting(candidate) ? await joinsOf(deps, change) : [])
    await end(deps, join.candidate, join.change.caseLog, join.authority.notified)
  return change
}

/** What people decided of who is who, one decision after another: what one changes, the next must know. */
export function createDecider(deps: DeciderDeps): Decide {
  return async (candidate) => {
    const { event, evidence, digest, digestBefore, inbox, forAll } = candidate
    const knowledge = createKnowledge(deps.db)
    await knowledge.load([evidence], [event.id])
    const admission = admit(event, digest, inbox, knowledge.index, forAll, digestBefore)
    if (admission.kind === 'rejected') return { status: 'rejected', candidate, errors: admission.errors }
    if (admission.kind === 'repeated') return { status: 'repeated', candidate }
    const redelivered = admission.kind === 'redelivered'
    if (redelivered && admission.event.caseLog !== undefined) return { status: 'accepted', candidate, redelivered }
    if (!redelivered && candidate.held.length > 0) return { status: 'held', candidate, errors: candidate.held }
    const planned = await planOf(deps, candidate, knowledge)
    const plan = planned.kind === 'change' ? await judged(deps, candidate, planned, knowledge) : planned
    if (plan.kind === 'wait') {
      if (!redelivered) await deps.settle({ ...NOTHING_ASSIGNED, waiting: [{ candidate, awaits: plan.awaits }] })
      return { status: 'accepted', candidate, redelivered }
    }
    const triggers = await carryOut(deps, candidate, plan, knowledge)
    if (redelivered) await finishWaited(deps, [{ ...candidate, waited: true }])
    await deps.retry([...new Set(triggers)])
    return { status: 'accepted', candidate, redelivered }
  }
}
