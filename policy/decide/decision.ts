import type { CaseLogId, PersonId } from '../../schemas/ids.ts'

export type Outcome =
  | 'permit'
  | 'not_found'
  | 'deny_role_purpose'
  | 'deny_role_conflict'
  | 'deny_channel'
  | 'deny_justification'
  | 'deny_second_opening'
  | 'deny_allocation'
  | 'suppressed'

export type Effect = 'shown' | 'reduced' | 'tombstone'

/** A part to fetch and open: nothing else of the event leaves the store. */
export interface DisclosedPart {
  readonly owner: PersonId | ''
  readonly class: string
  readonly form: 'plain' | 'reduced'
}

/** An event that the reader is shown. Hidden events are not in a decision. */
export interface EventDecision {
  readonly caseLog: CaseLogId
  readonly sequence: number
  readonly effect: Effect
  readonly parts: readonly DisclosedPart[]
  /** Dates as recorded, or to the month (META reduced, or another pair's event). */
  readonly dates: 'exact' | 'month'
  /** The publisher by name, by type only, or as "partner agency". */
  readonly publisher: 'named' | 'type' | 'masked'
  /** Recorded more than 72 hours after the end of the occurred range. */
  readonly late: boolean
  /** The event replaces an earlier version. */
  readonly corrected: boolean
  /** Of an overdue action of a MARAC, for who coordinates it and who carries it out: the day in London on which the access that its listing gives ends. */
  readonly accessEnds?: string
}

/** In timeline order: occurred.from, then sequence, then case log. */
export interface Decision {
  readonly outcome: Outcome
  readonly events: readonly EventDecision[]
}

/** Of an event that the bus wrote: who did it, and why. */
export const WHO_AND_WHY = { owner: '', class: 'STAFF', form: 'plain' } as const satisfies DisclosedPart

/** An event that a reader is shown as it is, with these parts of it. */
export const inWhole = (
  { caseLog, sequence }: Pick<EventDecision, 'caseLog' | 'sequence'>,
  parts: EventDecision['parts'],
): EventDecision => ({
  caseLog,
  sequence,
  effect: 'shown',
  parts,
  dates: 'exact',
  publisher: 'named',
  late: false,
  corrected: false,
})
