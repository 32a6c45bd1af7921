import { coordinates } from '../../core/case/agency-standing.ts'
import type { CaseEvent } from '../../core/case/case-events.ts'
import { fact } from '../../core/case/index-part.ts'
import { currentLinks } from '../../core/case/links.ts'
import { endOf } from '../../core/case/moments.ts'
import { withOnePerson } from '../../core/case/same-people.ts'
import { hasConflict, reachOf, refusalOfRequest } from './gates.ts'
import { readingOf, type Reading } from './reading.ts'
import type { Release } from './release.ts'
import type { Decision, DecisionInput, EventDecision } from './types.ts'

/** Who is allocated, who gave it and why. */
const SAID = { owner: '', class: 'STAFF', form: 'plain' } as const

/** A reader before a case in which people who are one have one id. */
export const readingOfOne = (release: Release, input: DecisionInput): Reading =>
  readingOf(release, input.same === undefined || input.same.size === 0 ? input : { ...input, logs: withOnePerson(input.logs, input.same) })

/** Coordinates the case: by its open listing, or, as a folder of readers says, by a link of its own as the meeting's agency. */
export const isCoordinator = ({ state, links, request: { reader } }: Reading): boolean => coordinates(state, reader.agency)
  || (state.agencies.get(reader.agency)?.type === 'marac_coordination' && links.some(({ link }) => link === 'listed'))

const shown = ({ caseLog, sequence }: CaseEvent): EventDecision =>
  ({ caseLog, sequence, effect: 'shown', parts: [SAID], dates: 'exact', publisher: 'named', late: false, corrected: false })

/**
 * Decides whether a reader allocates people to a case, and which allocations they are shown: of the agency that coordinates it (D.11 (6)). Each with who, by whom
 * and why, and nothing else of the case.
 */
export function decideAllocations(release: Release, input: DecisionInput): Decision {
  const refusal = refusalOfRequest(release, input.request)
  if (refusal !== undefined) return { outcome: refusal, events: [] }
  const reading = readingOfOne(release, input)
  const reach = reachOf(reading)
  if (reach !== 'case') return { outcome: reach === 'own-events' ? 'not_found' : reach, events: [] }
  if (!isCoordinator(reading)) return { outcome: 'deny_allocation', events: [] }
  return { outcome: 'permit', events: currentLinks(reading.state.events, reading.state.now).filter(({ index }) => fact(index, 'link').includes('allocated')).map(shown) }
}

/** By what a worker's agency asks for an allocation of its own: keyed tokens of a proceeding, none where a number of the man led to the case. */
export interface Naming {
  readonly agency: string
  readonly tokens: readonly string[]
}

const sharesArea = ({ state: { agencies } }: Reading, one: string, other: string): boolean =>
  (agencies.get(one)?.areas ?? []).some((area) => agencies.get(other)?.areas.includes(area) === true)

/** Events of another agency, in an area of the worker's, that by their type name agencies of its kind. One under embargo names nobody yet. */
function namingEvents(reading: Reading, { agency, tokens }: Naming): readonly CaseEvent[] {
  const { release: { allocation }, state } = reading
  const kind = state.agencies.get(agency)?.type ?? ''
  return state.events.all.filter((event) => {
    const { index } = event
    return index.agency !== agency && allocation?.named_by[index.type]?.includes(kind) === true && !state.isGone(event) && (index.embargo_until === null || endOf(index.embargo_until) <= state.now)
      && sharesArea(reading, agency, index.agency)
      && (tokens.length === 0 || index.proceedings.some(({ token }) => tokens.includes(token)))
  })
}

/** Whom an allocation is of: the perpetrator and one harmed person. */
export type Pair = readonly [subject: string, harmed: string]

/**
 * The pair that another agency's event names together with the worker's agency, for which two people of that agency may allocate a worker of theirs (D.11 (6));
 * undefined where there is none, where several are meant, and for an approver who is barred. The newest such event counts.
 */
export function namedPair(release: Release, input: DecisionInput, naming: Naming): Pair | undefined {
  const reading = readingOfOne(release, input)
  if (reading.blocked || hasConflict(reading)) return undefined
  const pairs = namingEvents(reading, naming).flatMap(({ index }): readonly Pair[] => {
    const [one, ...others] = adultsIn(index)
    return one === undefined || others.length > 0 ? [] : [[index.subject, one]]
  })
  return pairs.at(-1)
}

/** Harmed adults whom an event names. */
export const adultsIn = ({ harmed }: Pick<CaseEvent['index'], 'harmed'>): readonly string[] => harmed.filter(({ role }) => role !== 'child').map(({ person }) => person)

/** The perpetrator of a case for a desk that decides on bail, an out-of-court resolution or a disclosure; undefined for who is barred from it. */
export function deskSubject(release: Release, input: DecisionInput): string | undefined {
  const reading = readingOfOne(release, input)
  if (reading.blocked || hasConflict(reading)) return undefined
  return reading.state.events.all.find((event) => event.index.subject !== '' && !reading.state.isGone(event))?.index.subject
}
