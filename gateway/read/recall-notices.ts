import { foldCase } from '../../core/case/case-state.ts'
import { fact } from '../../core/case/index-part.ts'
import { isRecalled, recallsOf, type ReadBefore, type Recall } from '../../core/case/recalls.ts'
import type { CaseEvent } from '../../core/case/case-events.ts'
import { londonDate } from '../../core/time/london.ts'
import type { AgencyEntry, Decision, EventDecision, Reader } from '../policy/types.ts'
import type { CaseLog } from './snapshot.ts'

/** A recall with what of it goes to one reader. */
export interface Notice {
  readonly recall: Recall
  /** Day in London of the first reading. */
  readonly readOn: string
  /** The announcement, where the reader is shown one; undefined: only that something read is not to be relied on. */
  readonly announced: { readonly event: CaseEvent, readonly decision: EventDecision } | undefined
}

/** What a decision on a case is made of, with what the reader has read of it. */
export interface NoticeInput {
  readonly log: CaseLog
  readonly agencies: ReadonlyMap<string, AgencyEntry>
  readonly now: string
  readonly reader: Reader
  readonly decision: Decision
  readonly readings: ReadonlyMap<number, ReadBefore>
}

/** Changes after which what was read is not to be relied on, whatever the reader may still see. An entry that is contested stands. */
const UNRELIABLE: ReadonlySet<Recall['kind']> = new Set(['corrected', 'retracted', 'erased'])

/**
 * The notices that a reader gets of a case (docs/decisions/0022). INVARIANT: for somebody who is barred from a case, or has a role that conflicts, it does
 * not exist: no notice at all. Where no announcement is in the released set, the notice names no case, entry, agency or kind.
 */
export function noticesOf({ log, agencies, now, reader, decision, readings }: NoticeInput): readonly Notice[] {
  const state = foldCase([log], agencies, Date.parse(now))
  if (decision.outcome === 'deny_role_conflict' || reader.tokens.some((token) => state.blocked.has(token))) return []
  const shown = new Map(decision.events.map((event) => [`${event.caseLog} ${String(event.sequence)}`, event]))
  return recallsOf(state).flatMap((recall): readonly Notice[] => {
    const reading = recall.target.caseLog === log.caseLog ? readings.get(recall.target.sequence) : undefined
    if (reading === undefined || !isRecalled(recall, reading)) return []
    const announced = recall.told.flatMap((event) => {
      const released = shown.get(`${event.caseLog} ${String(event.sequence)}`)
      return released === undefined ? [] : [{ event, decision: released }]
    }).at(-1)
    if (announced === undefined && !UNRELIABLE.has(recall.kind)) return []
    return [{ recall, readOn: londonDate(Date.parse(reading.readAt)), announced }]
  })
}

/** The code of the reason of a retraction or erasure, where the decision releases it. */
export function releasedReason({ event: { index }, decision }: NonNullable<Notice['announced']>): string | undefined {
  const released = decision.parts.some(({ class: sensitivity, form }) => sensitivity === 'META' && form === 'plain')
  return released && (index.type === 'record.retracted' || index.type === 'record.erased') ? fact(index, 'reason')[0] : undefined
}
