import type { AgencyId } from '../../schemas/ids.ts'
import { bySequence, systemEvents, type CaseEvent, type CaseEvents } from './case-events.ts'
import { entryOf } from './entry-of.ts'
import { agencyIn, fact, type IndexPart } from './index-part.ts'
import { systemIndex, type SystemEvent } from './system-event.ts'

/** System event type: what an agency published was confirmed or ended. */
export const CONFIRMED = 'access.confirmed'

/** Code of confirmation_answer. */
export type ConfirmationAnswer = 'confirmed' | 'ended' | 'retracted'

/** Which event an answer is about. */
export type AnsweredEvent = Pick<IndexPart, 'event_id' | 'agency' | 'system'>

/** An answer as it is given (schemas/system/access/confirmed.avsc). `staff`: a keyed token. */
export interface ConfirmationGiven extends SystemEvent {
  readonly target: AnsweredEvent
  readonly answer: ConfirmationAnswer
  readonly agency: AgencyId
  readonly staff: string
  readonly role: string
}

export const confirmationGiven = (given: ConfirmationGiven): IndexPart =>
  systemIndex(given, CONFIRMED, {
    target_event: given.target.event_id,
    target_agency: given.target.agency,
    target_system: given.target.system,
    at: given.at,
    agency: given.agency,
    staff: given.staff,
    role: given.role,
    answer: given.answer,
  })

/** A live answer about an event: given, and not taken back. */
export interface Confirmation {
  readonly event: CaseEvent
  readonly answer: 'confirmed' | 'ended'
  readonly agency: AgencyId
  /** Keyed token of who answered. */
  readonly staff: string
  readonly role: string
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

/** The live answers about an event, by sequence. */
export type Confirmations = (target: AnsweredEvent) => readonly Confirmation[]

const key = (agency: string, system: string, id: string): string => `${agency}\n${system}\n${id}`

const one = (event: CaseEvent, field: string): string => fact(event.index, field)[0] ?? ''

/** Folds the answers of a case: `retracted` takes back what the same agency answered before it. Whose answer counts for what, the instruments say. */
export function confirmationsOf(events: CaseEvents): Confirmations {
  const live = new Map<string, Confirmation[]>()
  for (const event of systemEvents(events, CONFIRMED).toSorted(bySequence)) {
    const target = key(one(event, 'target_agency'), one(event, 'target_system'), one(event, 'target_event'))
    const [answer, agency] = [one(event, 'answer'), agencyIn(event.index, 'agency')]
    // Every answer names the agency of who gave it.
    if (agency === '') continue
    const given = entryOf(live, target, () => [])
    if (answer === 'retracted')
      live.set(
        target,
        given.filter((before) => before.agency !== agency),
      )
    else if (answer === 'confirmed' || answer === 'ended') {
      given.push({ event, answer, agency, staff: one(event, 'staff'), role: one(event, 'role'), at: Date.parse(one(event, 'at')) })
    }
  }
  return ({ agency, system, event_id: id }) => live.get(key(agency, system, id)) ?? []
}
