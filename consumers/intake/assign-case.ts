import { alikeCases, MOST_ALIKE } from '../../core/linking/alike.ts'
import { admit } from '../../core/linking/admit.ts'
import { claimOf, extend, isMerged } from '../../core/linking/claim.ts'
import type { Claim } from '../../core/linking/claim-record.ts'
import { decidesAbout } from '../../core/linking/decision.ts'
import { candidatesOf, IN_NO_CASE, knownEvent, learnEvent, learnStatement } from '../../core/linking/link-index.ts'
import { link, pointedCases } from '../../core/linking/link.ts'
import { mentionsOf, type Mention } from '../../core/linking/mentions.ts'
import { survivorOf } from '../../core/linking/merges.ts'
import { drawIds } from '../../core/linking/people.ts'
import { isOfNoCase } from '../../core/linking/references.ts'
import type { LinkingSecret } from '../../core/linking/tokens.ts'
import { judgeByOwnEvents } from '../../core/publish/own-events/judge.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import type { CaseLogId, PersonId } from '../../schemas/ids.ts'
import type { Candidate, Judged, Refused } from './candidate.ts'
import type { Knowledge } from './knowledge.ts'

/** An event with the case that it was assigned to; it is to be sealed and appended to the case's log. */
export interface AssignedEvent {
  readonly candidate: Candidate
  readonly caseLog: CaseLogId
  readonly people: readonly PersonId[]
  /** Harmed people of the case whom its texts name beside its own. */
  readonly mentions: readonly Mention[]
  /** Of harmed people of whom it is not known which of several they are: whom they may be. */
  readonly candidates: ReadonlyMap<string, readonly PersonId[]>
  /** The case is read from several logs, and the timeline, which judges, sees one: what is missing there may stand in another, so that it refuses nothing. */
  readonly merged?: true
  /** Of an event that waited: cases that it points to, where it may be noted that it may be theirs. */
  readonly pointed?: readonly CaseLogId[]
}

/** A claim of an event by a case, to be written to links.events. `changed`: ids of people of whom it says something new. */
export interface NewClaim {
  readonly claim: Claim
  readonly candidate: Candidate
  readonly changed: ReadonlySet<string>
}

export interface Waiting {
  readonly candidate: Candidate
  readonly awaits: readonly string[]
}

export type Verdict =
  | { readonly status: 'accepted'; readonly candidate: Candidate; readonly redelivered: boolean }
  | { readonly status: 'repeated'; readonly candidate: Candidate }
  | { readonly status: 'rejected' | 'held'; readonly candidate: Candidate; readonly errors: readonly FieldError[] }
  | { readonly status: 'rejected'; readonly refused: Refused }

/** What became of a batch of events. */
export interface Assignments {
  /** In the order of deciding. */
  readonly claims: readonly NewClaim[]
  readonly assigned: readonly AssignedEvent[]
  readonly waiting: readonly Waiting[]
  /** One per inbox record, in order. */
  readonly verdicts: readonly Verdict[]
  /** Decisions of who is who that waited for something that is known by now. */
  readonly ready: readonly Candidate[]
  /** Events that wait, with each case whose subject they may be about. */
  readonly possible: readonly PossibleMatch[]
  /** Events of a case, with each other case whose subject they may be about. */
  readonly alike: readonly PossibleMatch[]
}

/** An event, and a case whose subject it may be about. */
export interface PossibleMatch {
  readonly candidate: Candidate
  readonly caseLog: CaseLogId
}

export const NOTHING_ASSIGNED: Assignments = { claims: [], assigned: [], waiting: [], verdicts: [], ready: [], possible: [], alike: [] }

export interface AssignDeps {
  readonly epoch: number
  readonly knowledge: Knowledge
  readonly ids: () => string
  readonly secret: LinkingSecret
  /** Events in the store that wait for one of the tokens, in the order of unlinked.events. */
  readonly waitingFor: (tokens: readonly string[]) => Promise<readonly Candidate[]>
}

const identity = ({ event }: Candidate): string => `${event.agency}/${event.system}/${event.id}`

/** Assigns events to cases, one after another; one that waited is tried again as soon as an event before it makes known what it waited for. */
export function createAssigner({ epoch, knowledge, ids, secret, waitingFor }: AssignDeps) {
  const { index } = knowledge
  const claims: NewClaim[] = []
  const assigned: AssignedEvent[] = []
  const verdicts: Verdict[] = []
  const ready: Candidate[] = []
  /** What waits, by what it was tried with. */
  const tried: { readonly candidate: Candidate; readonly mayBe: readonly CaseLogId[] }[] = []
  /** What opened a case, said something new of its subject, or waited until now: he may be another case's. */
  const toCompare: PossibleMatch[] = []
  const waiting = new Map<string, Waiting>()
  const awaited = new Map<string, Set<string>>()

  const putInCase = (candidate: Candidate, caseLog: CaseLogId, people: readonly PersonId[]): void => {
    assigned.push({
      candidate,
      caseLog,
      people,
      candidates: candidatesOf(index, people),
      mentions: mentionsOf(secret, candidate.schema, candidate.event, { caseLog, people }, index),
      ...(isMerged(index, caseLog) ? { merged: true } : {}),
    })
  }

  /** Links an event if anything does. Returns what became known, or undefined when it waits. */
  const tryLink = (candidate: Candidate): readonly string[] | undefined => {
    const { event, evidence, digest, inbox, states } = candidate
    if (decidesAbout(event) !== undefined) {
      ready.push(candidate)
      return undefined
    }
    const outcome = link(evidence, index, drawIds(ids, evidence.harmed.length))
    if (outcome.kind === 'unlinked') {
      if (!candidate.waited && !waiting.has(identity(candidate))) wait(candidate, outcome.awaits)
      if (!isOfNoCase(candidate.schema)) tried.push({ candidate, mayBe: outcome.mayBe })
      return undefined
    }
    const about = { epoch, agency: event.agency, system: event.system, event_id: event.id, type: event.type, digest, inbox, states }
    const claim = claimOf(about, evidence, outcome, index)
    const learned = extend(index, claim)
    waiting.delete(identity(candidate))
    claims.push({ claim, candidate, changed: learned.people })
    putInCase(candidate, outcome.caseLog, outcome.people)
    const [subject] = outcome.people
    if ((candidate.waited || (subject !== undefined && learned.people.has(subject))) && !isOfNoCase(candidate.schema))
      toCompare.push({ candidate, caseLog: outcome.caseLog })
    return learned.triggers
  }
  const wait = (candidate: Candidate, awaits: readonly string[]): void => {
    const {
      event: { agency, system, id: eventId, type },
      digest,
      inbox,
      states,
    } = candidate
    waiting.set(identity(candidate), { candidate, awaits })
    for (const token of awaits) awaited.set(token, (awaited.get(token) ?? new Set()).add(identity(candidate)))
    learnEvent(index, { agency, system, eventId, type, digest, inbox, caseLog: undefined, people: [] })
    learnStatement(index, { agency, system, eventId, type, inbox }, states)
  }
  /** Those who wait for one of the tokens: in the store first, then of this batch in their order. */
  const waiters = async (tokens: readonly string[]): Promise<readonly Candidate[]> => {
    const inStore = tokens.filter((token) => knowledge.awaited(token))
    const stored = inStore.length === 0 ? [] : await waitingFor(inStore)
    if (stored.length > 0)
      await knowledge.load(
        stored.map(({ evidence }) => evidence),
        stored.map(({ event }) => event.id),
      )
    const here = new Set(tokens.flatMap((token) => [...(awaited.get(token) ?? [])]))
    return [...stored, ...[...waiting].filter(([key]) => here.has(key)).map(([, { candidate }]) => candidate)]
  }
  const retry = async (tokens: readonly string[]): Promise<void> => {
    const triggers = [...tokens]
    while (triggers.length > 0) {
      const again = await waiters(triggers.splice(0))
      for (const candidate of again) if (!isClaimed(candidate)) triggers.push(...(tryLink(candidate) ?? []))
    }
  }
  const isClaimed = ({ event }: Candidate): boolean => knownEvent(index, event)?.caseLog !== undefined

  const assignOne = async (sent: Candidate): Promise<Verdict> => {
    const admission = admit(sent.event, sent.digest, sent.inbox, index, sent.forAll, sent.digestBefore)
    if (admission.kind === 'rejected') return { status: 'rejected', candidate: sent, errors: admission.errors }
    if (admission.kind === 'repeated') return { status: 'repeated', candidate: sent }
    const { errors, warnings } = judgeByOwnEvents(sent, index)
    const candidate = warnings.length === 0 ? sent : { ...sent, warnings: [...sent.warnings, ...warnings] }
    if (admission.kind === 'fresh' && errors.length > 0) return { status: 'rejected', candidate, errors }
    if (admission.kind === 'redelivered') {
      const { caseLog, people } = admission.event
      // It waits since an intake that knew less, and that another took over from before it could say so.
      if (caseLog === undefined) await retry(tryLink({ ...candidate, waited: true }) ?? [])
      // What people took out of its case has nowhere to go.
      else if (caseLog !== IN_NO_CASE) {
        putInCase(candidate, caseLog, people)
        // Whether it was noted where it may belong before the stop, nobody knows any more.
        if (!isOfNoCase(candidate.schema)) toCompare.push({ candidate, caseLog })
      }
      return { status: 'accepted', candidate, redelivered: true }
    }
    if (candidate.held.length > 0) return { status: 'held', candidate, errors: candidate.held }
    const triggers = tryLink(candidate)
    if (triggers !== undefined) await retry(triggers)
    return { status: 'accepted', candidate, redelivered: false }
  }
  /** What may be alike: what the store has is looked up for all of them at once, and only of them, since most events say nothing new. */
  const loadAlike = async (): Promise<void> => {
    const waited = assigned.map(({ candidate }) => candidate).filter((candidate) => candidate.waited)
    const asked = new Set([...toCompare, ...tried].map(({ candidate }) => candidate).concat(waited))
    if (asked.size > 0) await knowledge.loadAlike([...asked].map(({ evidence }) => evidence))
  }
  /**
   * Where events of a case may belong as well. Once for two cases and a sender, however many of their events are alike: last events first, so that the note is in the older case. INVARIANT: no
   * sender's event takes the place of another's, who is another person to ring.
   */
  const alikeOfAssigned = (): readonly PossibleMatch[] => {
    const compared = new Set<string>()
    return toCompare.toReversed().flatMap(({ candidate, caseLog: own }) =>
      alikeCases(candidate.evidence, index, own).flatMap((caseLog) => {
        const pair = [candidate.event.agency, ...[survivorOf(index.merges, own), caseLog].sort()].join(' ')
        if (compared.has(pair)) return []
        compared.add(pair)
        return [{ candidate, caseLog }]
      }),
    )
  }
  /** Where events may belong that wait: first where they point to. */
  const possibleOfWaiting = (): readonly PossibleMatch[] =>
    [...new Map(tried.map((one) => [identity(one.candidate), one])).values()]
      .filter(({ candidate }) => !isClaimed(candidate))
      .flatMap(({ candidate, mayBe }) =>
        [...new Set([...mayBe, ...alikeCases(candidate.evidence, index, undefined)])]
          .slice(0, MOST_ALIKE)
          .map((caseLog) => ({ candidate, caseLog })),
      )
  const assignments = async (): Promise<Assignments> => {
    await loadAlike()
    return {
      claims,
      assigned: assigned.map((event) =>
        event.candidate.waited ? { ...event, pointed: pointedCases(event.candidate.evidence, index) } : event,
      ),
      waiting: [...waiting.values()],
      verdicts,
      ready,
      possible: possibleOfWaiting(),
      alike: alikeOfAssigned(),
    }
  }
  return {
    /** Assigns the events of inbox records, one after another. */
    async assign(judged: readonly Judged[]): Promise<Assignments> {
      for (const item of judged) {
        verdicts.push(item.kind === 'refused' ? { status: 'rejected', refused: item.refused } : await assignOne(item.candidate))
      }
      return assignments()
    },
    /** Assigns events of the store that wait, as far as by now something links them. */
    async assignWaiting(candidates: readonly Candidate[]): Promise<Assignments> {
      for (const candidate of candidates) if (!isClaimed(candidate)) await retry(tryLink(candidate) ?? [])
      return assignments()
    },
  }
}
