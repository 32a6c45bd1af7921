import type { CaseLogEvents } from '../../core/case/case-events.ts'
import type { SamePeople } from '../../core/case/same-people.ts'

/** Who reads, as the token or session says. */
export interface Reader {
  /** `<agency>:<staff id>`. */
  readonly staff: string
  /** Keyed tokens of this person, of the person's teams and of the agency: what blocks and allocations name. */
  readonly tokens: readonly string[]
  readonly agency: string
  /** Role code of `domain/` C. */
  readonly role: string
  /** Other roles that this person holds, as the sign-in says. Roles held on the case are in its events. */
  readonly otherRoles?: readonly string[]
}

export interface ReadRequest {
  readonly reader: Reader
  readonly purpose: string
  readonly channel: 'live' | 'extract' | 'aggregate'
  /** True when a justification of 40 characters or more was given. */
  readonly justified: boolean
  /** True when this person has a named grant for the purpose (death review, live evaluation). */
  readonly granted?: boolean
  /** How many people the cell counts that an aggregate request asks for. */
  readonly cell?: number
  /** Whose access request a pack is for: code of requester_kind. */
  readonly requester?: string
  /** Case logs that the extract's project was approved for; absent: every case. */
  readonly extractOf?: readonly string[]
}

/** What control.events says of agencies, at the version read. */
export interface AgencyEntry {
  readonly name: string
  readonly type: string
  readonly areas: readonly string[]
}

/** Everything a decision rests on, besides the policy release. No clock, network, random number, locale or order of a map. */
export interface DecisionInput {
  readonly request: ReadRequest
  /** The case's events in every log that makes it up, each in order of sequence, with those that have left it. */
  readonly logs: readonly CaseLogEvents[]
  /** People who are one, as the link log says: what stands for each of the others. Absent: nobody. */
  readonly same?: SamePeople
  readonly agencies: ReadonlyMap<string, AgencyEntry>
  /** The read's moment, ISO 8601 in UTC with milliseconds. */
  readonly now: string
  /** When a release with a table of instruments replaced one without (ISO 8601), at the version read. Absent: there never was another. */
  readonly instrumentsSince?: string
}

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
export interface ReleasedPart {
  readonly owner: string
  readonly class: string
  readonly form: 'plain' | 'reduced'
}

/** An event that the reader is shown. Hidden events are not in a decision. */
export interface EventDecision {
  readonly caseLog: string
  readonly sequence: number
  readonly effect: Effect
  readonly parts: readonly ReleasedPart[]
  /** Dates as recorded, or to the month (META reduced, or another pair's event). */
  readonly dates: 'exact' | 'month'
  /** The publisher by name, by type only, or as "partner agency". */
  readonly publisher: 'named' | 'type' | 'masked'
  /** Recorded more than 72 hours after the end of the occurred range. */
  readonly late: boolean
  /** The event replaces an earlier version. */
  readonly corrected: boolean
  /** Of an overdue action of a MARAC, for who coordinates it and who carries it out: the day in London on which the sight that its listing gives ends. */
  readonly sightEnds?: string
}

/** In timeline order: occurred.from, then sequence, then case log. */
export interface Decision {
  readonly outcome: Outcome
  readonly events: readonly EventDecision[]
}
