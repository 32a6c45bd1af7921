import type { CaseLogId } from '../../schemas/ids.ts'
import { uuidOf } from '../ids/uuid-of.ts'
import type { AnsweredEvent } from './confirmations.ts'
import { bySequence, systemEvents, type CaseEvent, type CaseEvents } from './case-events.ts'
import { entryOf } from './entry-of.ts'
import { agencyIn, fact, type IndexPart } from './index-part.ts'
import { systemIndex, type SystemEvent } from './system-event.ts'

/** System event type: an event was sent that is in no case, and whoever answers for this case has to know of it. */
export const NOTIFIED = 'access.notified'

/** Code of notice_kind. */
export type NoticeKind = 'merge' | 'part' | 'resolution' | 'possible_match'

/** Code of notice_state. */
export type NoticeState = 'waits' | 'in_force' | 'ended'

/** A notice as it is given (schemas/system/access/notified.avsc): of what was sent, that it was. */
export interface NoticeGiven extends Omit<SystemEvent, 'eventId'> {
  readonly target: AnsweredEvent
  readonly kind: NoticeKind
  readonly state: NoticeState
}

/** The id of a notice, made of what it says: written once more after a stop, it is the same event and takes no effect twice. */
export const noticeId = (caseLog: CaseLogId, { event_id: id, agency, system }: AnsweredEvent, state: NoticeState): string =>
  uuidOf(['throughline.notice.v1', caseLog, agency, system, id, state].join('\0'))

/** The clear index part of a notice. */
export const noticeGiven = (given: NoticeGiven): IndexPart => {
  const { target, kind, state, at, caseLog } = given
  const { event_id: id, agency, system } = target
  const eventId = noticeId(caseLog, target, state)
  return systemIndex({ ...given, eventId }, NOTIFIED, { target_event: id, target_agency: agency, target_system: system, kind, state, at })
}

/** What is known of something that was sent. */
export interface Notice {
  /** Of the first notice: answers are about it. */
  readonly event: CaseEvent
  readonly target: AnsweredEvent
  readonly kind: NoticeKind
  /** What the last notice says. */
  readonly state: NoticeState
}

const one = (event: CaseEvent, field: string): string => fact(event.index, field)[0] ?? ''

/** The notices of a case, one for each event that was sent. */
export function noticesOf(events: CaseEvents): readonly Notice[] {
  const found = new Map<string, CaseEvent[]>()
  for (const event of systemEvents(events, NOTIFIED).toSorted(bySequence))
    entryOf(found, ['target_agency', 'target_system', 'target_event'].map((field) => one(event, field)).join('\n'), () => []).push(event)
  return [...found.values()].flatMap((of) => {
    const [event, last] = [of[0], of.at(-1)]
    if (event === undefined || last === undefined) return []
    const agency = agencyIn(event.index, 'target_agency')
    if (agency === '') return []
    const target = { event_id: one(event, 'target_event'), agency, system: one(event, 'target_system') }
    return [{ event, target, kind: one(event, 'kind') as NoticeKind, state: one(last, 'state') as NoticeState }]
  })
}
