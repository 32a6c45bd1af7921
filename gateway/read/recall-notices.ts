import { foldCase } from '../../core/case/case-state.ts'
import { fact } from '../../core/case/index-part.ts'
import type { WhoseWord } from '../../core/case/instruments/whose-word.ts'
import { isRecalled, recallsOf, type Recall, type RecallKind } from '../../core/case/recalls.ts'
import { isStatement } from '../../core/case/statements.ts'
import type { CaseEvent } from '../../core/case/case-events.ts'
import { londonDate } from '../../core/time/london.ts'
import type { AgencyEntry, Reader } from '../../policy/facts/input.ts'
import type { Decision, EventDecision } from '../../policy/decide/decision.ts'
import type { Reading, Readings } from './recall-rows.ts'
import type { CaseLog } from './snapshot.ts'

/** Why an event was recalled; `moved`: people took it out of the case in which it was read; `separated`: it was read as of one case with others, and is not. */
export type NoticeKind = RecallKind | 'moved' | 'separated'

/** A recall with what of it goes to one reader. */
export interface Notice {
  readonly recall: { readonly kind: NoticeKind; readonly target: CaseEvent }
  /** Day in London of the first reading. */
  readonly readOn: string
  /** The announcement, where there is one and the reader is shown it; undefined: only that something read is not to be relied on. */
  readonly announced: Announced | undefined
}

/** What of an announcement a reader is shown. */
export interface Announced {
  readonly what: RecallKind
  /** The last event that says it. */
  readonly event: CaseEvent
  readonly decision: EventDecision
  /** The last of these that speaks about the entry in words: a record.* event. Its decision is of the entry, too: what is said of an entry tells no more than the entry. */
  readonly said: { readonly event: CaseEvent; readonly decision: EventDecision } | undefined
  /** The event that stands in the entry's place now. */
  readonly instead: CaseEvent | undefined
}

/** What a decision on a case is made of, with what the reader has read of it. */
export interface NoticeInput {
  readonly logs: readonly CaseLog[]
  readonly agencies: ReadonlyMap<string, AgencyEntry>
  /** Whose word counts, by the release in force. */
  readonly whoseWord: WhoseWord | undefined
  readonly now: string
  readonly reader: Reader
  readonly decision: Decision
  /** By case log and number. */
  readonly readings: Readings
}

/** Changes after which what was read is not to be relied on, whatever the reader may still see. An entry that is contested stands. */
const UNRELIABLE: ReadonlySet<RecallKind> = new Set(['corrected', 'retracted', 'erased'])

/**
 * The notices that a reader gets of a case (docs/decisions/0022). INVARIANT: for somebody who is barred from a case, or has a role that conflicts, it does
 * not exist: no notice at all. Where no announcement is in the disclosed set, the notice names no case, entry, agency or kind.
 */
export function noticesOf({ logs, agencies, whoseWord, now, reader, decision, readings }: NoticeInput): readonly Notice[] {
  const state = foldCase(logs, agencies, Date.parse(now), whoseWord)
  if (decision.outcome === 'deny_role_conflict' || reader.tokens.some((token) => state.blocked.has(token))) return []
  const shown = new Map(decision.events.map((event) => [positionOf(event), event]))
  const recallNotices = recallsOf(state).flatMap((recall): readonly Notice[] => {
    const reading = readings.get(recall.target.caseLog)?.get(recall.target.sequence)
    if (reading === undefined || !isRecalled(recall, reading)) return []
    const announced = announcedIn(recall, shown)
    if (announced === undefined && !UNRELIABLE.has(recall.kind)) return []
    return [noticeOf(recall, reading, announced)]
  })
  return [...recallNotices, ...relinkedNotices(state.events.all, shown, readings)]
}

type Shown = ReadonlyMap<string, EventDecision>

const positionOf = ({ caseLog, sequence }: Pick<EventDecision, 'caseLog' | 'sequence'>): string => `${caseLog} ${String(sequence)}`

function announcedIn({ kind, statements }: Recall, shown: Shown): Announced | undefined {
  const disclosed = statements.flatMap((event) => {
    const decision = shown.get(positionOf(event))
    return decision === undefined ? [] : [{ event, decision }]
  })
  const last = disclosed.at(-1)
  if (last === undefined) return undefined
  return {
    what: kind,
    ...last,
    said: disclosed.findLast(({ event }) => isStatement(event)),
    instead: disclosed.findLast(({ event }) => !isStatement(event))?.event,
  }
}

const noticeOf = ({ kind, target }: Notice['recall'], { readAt }: Reading, announced: Notice['announced']): Notice => ({
  recall: { kind, target },
  readOn: londonDate(Date.parse(readAt)),
  announced,
})

/**
 * Notices of what people decided of who is who (docs/decisions/0020): one per event that has left the case, and one per case log that was one case with
 * others, unless the reader still sees it in its own. No event announces a decision, so none of them names anything.
 */
function relinkedNotices(events: readonly CaseEvent[], shown: Shown, readings: Readings): readonly Notice[] {
  const read = events.flatMap((event) => {
    const reading = readings.get(event.caseLog)?.get(event.sequence)
    return reading === undefined ? [] : [{ event, reading }]
  })
  const moved = read
    .filter(({ reading }) => reading.moved)
    .map(({ event, reading }) => noticeOf({ kind: 'moved', target: event }, reading, undefined))
  const separated = read.filter(({ event, reading }) => reading.separated && !reading.moved && !shown.has(positionOf(event)))
  const firsts = [...Map.groupBy(separated, ({ event }) => event.caseLog).values()].flatMap((of) => of.slice(0, 1))
  return [...moved, ...firsts.map(({ event, reading }) => noticeOf({ kind: 'separated', target: event }, reading, undefined))]
}

/** The code of the reason of a retraction or erasure, where the decision discloses it. */
export function disclosedReason({ event: { index }, decision }: NonNullable<Notice['announced']>): string | undefined {
  const isDisclosed = decision.parts.some(({ class: sensitivity, form }) => sensitivity === 'META' && form === 'plain')
  return isDisclosed && (index.type === 'record.retracted' || index.type === 'record.erased') ? fact(index, 'reason')[0] : undefined
}
