import { coordinates } from '../../core/case/agency-standing.ts'
import type { CaseEvent } from '../../core/case/case-events.ts'
import { fact } from '../../core/case/index-part.ts'
import { currentAccess } from '../../core/case/case-access.ts'
import { endOf } from '../../core/case/moments.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { type DecisionInput, sharesAnArea } from '../facts/input.ts'
import { hasConflict, readingOfOne, type Reading } from '../facts/reading.ts'
import { reachOf, refusalOfRequest } from './refusals.ts'
import type { Release } from '../release/load.ts'
import { inWhole, WHO_AND_WHY, type Decision } from './decision.ts'

/** Coordinates the case: by its open listing, or, as a folder of readers says, by access of its own as the meeting's agency. */
export const isCoordinator = ({ state, access, request: { reader } }: Reading): boolean =>
  coordinates(state, reader.agency) ||
  (state.agencies.get(reader.agency)?.type === 'marac_coordination' && access.some(({ kind }) => kind === 'listed'))

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
  return {
    outcome: 'permit',
    events: currentAccess(reading.state, reading.state.now)
      .filter(({ index }) => fact(index, 'link').includes('allocated'))
      .map((event) => inWhole(event, [WHO_AND_WHY])),
  }
}

/** Fields in which an event names an agency by its id. */
const NAMING_FIELDS: readonly string[] = ['provider']

/** By what a worker's agency asks for an allocation of its own: keyed tokens of a proceeding, none where a number of the man led to the case. */
export interface Naming {
  readonly agency: AgencyId
  readonly tokens: readonly string[]
}

/** False for an event that names another agency of the same kind: then it is that one, and not the kind, that is meant. */
function mayMean({ state: { agencies } }: Reading, agency: AgencyId, { index }: CaseEvent): boolean {
  const alike = NAMING_FIELDS.flatMap((field) => fact(index, field)).filter(
    (named) => agencies.get(named)?.type === agencies.get(agency)?.type,
  )
  return alike.length === 0 || alike.includes(agency)
}

/**
 * Events of another agency, in an area of the worker's, that name the worker's agency, or by their type agencies of its kind. One under embargo names nobody yet.
 */
function namingEvents(reading: Reading, { agency, tokens }: Naming): readonly CaseEvent[] {
  const {
    release: { allocation },
    state,
  } = reading
  const kind = state.agencies.get(agency)?.type ?? ''
  return state.events.all.filter((event) => {
    const { index } = event
    return (
      index.agency !== agency &&
      allocation?.named_by[index.type]?.includes(kind) === true &&
      !state.isGone(event) &&
      (index.embargo_until === null || endOf(index.embargo_until) <= state.now) &&
      sharesAnArea(state.agencies, agency, index.agency) &&
      mayMean(reading, agency, event) &&
      (tokens.length === 0 || index.proceedings.some(({ token }) => tokens.includes(token)))
    )
  })
}

/** Whom an allocation is of: the perpetrator and one harmed person. */
export type Pair = readonly [subject: string, harmed: string]

/** By whose event two people of the worker's agency may allocate a worker, and for whom. */
export interface Named {
  readonly pair: Pair
  /** Whose event it is. */
  readonly by: string
  /** Keyed token of the proceeding on which the allocation rests, with which it ends; undefined where the event is of none. */
  readonly proceeding: string | undefined
}

/** The kind of proceeding that an event opens which names agencies. */
const OPENS: Readonly<Record<string, string>> = {
  'bail.decided': 'bail',
  'dvds.application-received': 'dvds',
  'marac.referral-made': 'marac',
  'order.made': 'order',
  'programme.referral-made': 'referral',
}

function namedIn({ index }: CaseEvent, tokens: readonly string[]): readonly Named[] {
  const [harmed, ...others] = adultsIn(index)
  if (harmed === undefined || others.length > 0) return []
  const opened = index.proceedings.filter(({ kind }) => kind === OPENS[index.type])
  const proceeding = (opened.find(({ token }) => tokens.includes(token)) ?? opened[0])?.token
  return [{ pair: [index.subject, harmed], by: index.agency, proceeding }]
}

/**
 * The pair that another agency's event names together with the worker's agency, for which two people of that agency may allocate a worker of theirs (D.11 (6));
 * undefined where there is none, where several are meant, and for an approver who is barred. The newest such event counts whose proceeding is not over.
 */
export function namedPair(release: Release, input: DecisionInput, naming: Naming): Named | undefined {
  const reading = readingOfOne(release, input)
  if (reading.blocked || hasConflict(reading)) return undefined
  return namingEvents(reading, naming)
    .flatMap((event) => namedIn(event, naming.tokens))
    .findLast(
      ({ by, proceeding }) =>
        proceeding === undefined || !reading.state.isOver({ proceeding, agencies: [by, naming.agency], own: naming.agency }),
    )
}

/** Harmed adults whom an event names. */
export const adultsIn = ({ harmed }: Pick<CaseEvent['index'], 'harmed'>): readonly string[] =>
  harmed.filter(({ role }) => role !== 'child').map(({ person }) => person)

/** The perpetrator of a case for a desk that decides on bail, an out-of-court resolution or a disclosure; undefined for who is barred from it. */
export function deskSubject(release: Release, input: DecisionInput): string | undefined {
  const reading = readingOfOne(release, input)
  if (reading.blocked || hasConflict(reading)) return undefined
  return reading.state.events.all.find((event) => event.index.subject !== '' && !reading.state.isGone(event))?.index.subject
}
