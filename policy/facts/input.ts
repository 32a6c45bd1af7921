import type { CaseLogEvents } from '../../core/case/case-events.ts'
import { type SamePeople, withOnePerson } from '../../core/case/same-people.ts'
import type { ControlState } from '../../core/control/state.ts'
import type { AgencyId } from '../../schemas/ids.ts'

/** Who reads, as the token or session says. */
export interface Reader {
  /** `<agency>:<staff id>`. */
  readonly staff: string
  /** Keyed tokens of this person, of the person's teams and of the agency: what blocks and allocations name. */
  readonly tokens: readonly string[]
  readonly agency: AgencyId
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
  /** Of people who were found to be one person, as links.events says: the id that stands for each of the other ids. Absent: nobody. */
  readonly same?: SamePeople
  readonly agencies: ReadonlyMap<string, AgencyEntry>
  /** The read's moment, ISO 8601 in UTC with milliseconds. */
  readonly now: string
  /** When a release with a table of instruments replaced one without (ISO 8601), at the version read. Absent: there never was another. */
  readonly instrumentsSince?: string
}

/** What a decision takes from control.events, at the version read. */
export const ofControl = ({
  agencies,
  instrumentsSince,
}: Pick<ControlState, 'agencies' | 'instrumentsSince'>): Pick<DecisionInput, 'agencies' | 'instrumentsSince'> => ({
  agencies,
  ...(instrumentsSince === undefined ? {} : { instrumentsSince }),
})

const made = new WeakMap<DecisionInput, DecisionInput>()

/** A decision's input in which people who were found to be one person have one id. Made once for each `input` object. */
export function inOneId(input: DecisionInput): DecisionInput {
  const { same } = input
  if (same === undefined || same.size === 0) return input
  const before = made.get(input)
  if (before !== undefined) return before
  const one = { ...input, logs: withOnePerson(input.logs, same) }
  made.set(input, one)
  return one
}

/** True when an agency is the other, or works in an area of the other. */
export const sharesAnArea = (agencies: ReadonlyMap<string, { readonly areas: readonly string[] }>, one: string, other: string): boolean =>
  one === other || (agencies.get(one)?.areas ?? []).some((area) => agencies.get(other)?.areas.includes(area) === true)
