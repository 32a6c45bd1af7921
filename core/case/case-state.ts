import { hasStanding } from './agency-standing.ts'
import { liveAllocations, type Allocation } from './allocations.ts'
import { blockedTokens } from './blocks.ts'
import { confirmationsOf, type Confirmations } from './confirmations.ts'
import { caseEvents, type Agencies, type CaseEvent, type CaseEvents, type CaseLogEvents } from './case-events.ts'
import type { Instrument } from './instruments/instrument.ts'
import type { WhoseWord } from './instruments/whose-word.ts'
import { openListings, type Listing } from './listing.ts'
import { objectionsOf, type Objection } from './objections.ts'
import { liveOverrides, type Override } from './overrides.ts'
import { pairScopes, type PairScope } from './pairs.ts'
import { harmedPeople, type HarmedPeople } from './people.ts'
import { isStatement, targetsOf, tombstonesOf } from './statements.ts'
import { versionsOf } from './versions.ts'
import { limits, wishesOf, type Wish } from './wishes.ts'

/** Everything that a case's events say that changes what is shown of it, at a moment. The same for every reader. */
export interface CaseState {
  readonly events: CaseEvents
  readonly agencies: Agencies
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  /** Retracted, erased, replaced, or of another case: gone for practitioners, a tombstone for audit. */
  isGone(event: CaseEvent): boolean
  /** Replaces an earlier version. */
  isCorrected(event: CaseEvent): boolean
  /** What a record.* event is about: undefined when the event is no such statement, empty while its target is not known. */
  targets(event: CaseEvent): readonly CaseEvent[] | undefined
  readonly people: HarmedPeople
  scope(event: CaseEvent): PairScope
  /** Harmed adults whose wishes bear on an event: those that it names or inherits, all of the case where it names none and leads to none. */
  adultsOf(event: CaseEvent): readonly string[]
  readonly wishes: ReadonlyMap<string, Wish>
  readonly overrides: readonly Override[]
  readonly objections: readonly Objection[]
  readonly blocked: ReadonlySet<string>
  readonly listings: readonly Listing[]
  readonly allocations: readonly Allocation[]
  /** Live answers about what agencies published. */
  readonly confirmations: Confirmations
  /** What agencies published that bears on others, with what it does now; empty for the first engine, which takes everybody at their word. */
  readonly instruments: readonly Instrument[]
  /** Whether an agency has standing in the case. */
  hasStanding(agency: string): boolean
}

/**
 * Folds the events of a case. Pure; the order of logs and of events in the input does not matter. `whoseWord`: whose word counts for what agencies publish;
 * without it, as the first engine folded: everybody's.
 */
export function foldCase(logs: readonly CaseLogEvents[], agencies: Agencies, now: number, whoseWord?: WhoseWord): CaseState {
  const events = caseEvents(logs)
  const { superseded, corrected } = versionsOf(events)
  const { retracted, erased } = tombstonesOf(events, superseded, agencies)
  const counts = (event: CaseEvent): boolean => event.left !== true && !superseded.has(event) && !retracted.has(event)
  const lives = (event: CaseEvent): boolean => counts(event) && !erased.has(event)
  const people = harmedPeople(events.all.filter(counts))
  let scopes: ReadonlyMap<CaseEvent, PairScope> | undefined
  // Folded when first asked for: most reads are of no pair.
  const scope = (event: CaseEvent): PairScope => (scopes ??= pairScopes(events, people, counts)).get(event) ?? 'unknown'
  const adultsIn = (pairs: PairScope): readonly string[] => typeof pairs === 'string' ? [] : [...pairs].filter((person) => people.adults.has(person))
  const all = [...people.adults]
  const listings = openListings(events, lives, now)
  const allocations = liveAllocations(events, now)
  /** Whose statement it is that names nobody: of the only adult of the case; a limit, of all of them. */
  const saidBy = (event: CaseEvent, limiting: boolean): readonly string[] => {
    const pairs = scope(event)
    if (typeof pairs !== 'string') return adultsIn(pairs)
    return all.length === 1 || limiting ? all : []
  }
  return {
    events,
    agencies,
    now,
    isGone: (event) => event.left === true || superseded.has(event) || retracted.has(event) || erased.has(event),
    isCorrected: (event) => corrected.has(event),
    targets: (event) => isStatement(event) ? targetsOf(event, events, agencies) : undefined,
    people,
    scope,
    adultsOf: (event) => { const pairs = scope(event); return typeof pairs === 'string' ? all : adultsIn(pairs) },
    // An erased refusal still binds; an erased agreement opens nothing.
    wishes: wishesOf({
      events, adultsOf: (event) => saidBy(event, limits(event)), counts: (event) => counts(event) && (!erased.has(event) || limits(event)), now,
    }),
    overrides: liveOverrides({ events, adultsOf: (event) => saidBy(event, false), counts: lives, now }),
    objections: objectionsOf(events, counts),
    blocked: blockedTokens(events, counts, now),
    listings,
    allocations,
    confirmations: confirmationsOf(events),
    instruments: whoseWord === undefined ? [] : [],
    hasStanding: (agency) => hasStanding({ listings, allocations, agencies }, agency),
  }
}
