import type { AgencyId } from '../../schemas/ids.ts'
import { hasStanding } from './agency-standing.ts'
import { liveAllocations, type Allocation } from './allocations.ts'
import { blockedTokens } from './barred.ts'
import { confirmationsOf, type Confirmations } from './confirmations.ts'
import { caseEvents, type Agencies, type CaseEvent, type CaseEvents, type CaseLogEvents } from './case-events.ts'
import { isLookedAt, isToldApart } from './instruments/answers.ts'
import { byWord, type ByWord } from './instruments/by-word.ts'
import { comparisons } from './instruments/comparisons.ts'
import { namings } from './instruments/namings.ts'
import type { NarrowWish } from './instruments/wishes.ts'
import type { Instrument } from './instruments/instrument.ts'
import { listingsNow } from './instruments/listings.ts'
import type { WhoseWord } from './instruments/whose-word.ts'
import { openListings, type Listing } from './listing.ts'
import { objectionsOf, type Objection } from './objections.ts'
import { liveOverrides, type Override } from './overrides.ts'
import { pairScopesFor } from './pairs-for-agency.ts'
import { pairScopes, type PairScope } from './pairs.ts'
import { harmedPeopleFor } from './people-for-agency.ts'
import { harmedPeople, type HarmedPeople } from './people.ts'
import { proceedingsOver, type RestsOn } from './proceeding-ends.ts'
import { isStatement, targetsOf, tombstonesOf } from './statements.ts'
import { candidatesByPerson, uncertainPeople, type Uncertain } from './uncertain.ts'
import { versionsOf } from './versions.ts'
import { limits, wishesOf, type Wish } from './wishes.ts'

/** What a case's events say at a moment, as far as it changes what is shown. The same for all readers; by the second engine, for all readers of one agency. */
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
  /** Harmed people of whom it is not known which of several they are. None by the first engine. */
  readonly uncertain: readonly Uncertain[]
  scope(event: CaseEvent): PairScope
  /** Harmed adults whose wishes bear on an event: those that it names or inherits, or may name; all of the case where it names none and leads to none. */
  adultsOf(event: CaseEvent): readonly string[]
  readonly wishes: ReadonlyMap<string, Wish>
  /** Wishes that bind only some events and readers; none for the first engine. */
  readonly narrowWishes: readonly NarrowWish[]
  readonly overrides: readonly Override[]
  readonly objections: readonly Objection[]
  readonly blocked: ReadonlySet<string>
  readonly listings: readonly Listing[]
  /** Whether the proceeding is over on which access rests. */
  isOver(restsOn: RestsOn): boolean
  readonly allocations: readonly Allocation[]
  /** Live answers about what agencies published. */
  readonly confirmations: Confirmations
  /** What agencies published that bears on others, with what it does now; empty for the first engine, which takes everybody at their word. */
  readonly instruments: readonly Instrument[]
  /** Whether an agency has standing in the case. */
  hasStanding(agency: AgencyId): boolean
}

const subjectsOf = ({ all }: CaseEvents): ReadonlySet<string> =>
  new Set(all.flatMap(({ index, left }) => (left === true ? [] : [index.subject])))

/**
 * Folds the events of a case. Pure; the order of logs and of events in the input does not matter. `whoseWord`: whose word counts for what agencies publish;
 * without it everybody's counts, as in the first engine. `reader`: the agency of the reader, by the second engine, which lets nobody widen what they see by their own
 * agency's word (D.11, 2); without it, who is whose and whom a proceeding is of is by everybody's word.
 */
export function foldCase(
  logs: readonly CaseLogEvents[],
  agencies: Agencies,
  now: number,
  whoseWord?: WhoseWord,
  reader?: AgencyId,
): CaseState {
  const events = caseEvents(logs, whoseWord !== undefined)
  const { superseded, corrected } = versionsOf(events)
  const { retracted, erased } = tombstonesOf(events, superseded, agencies)
  const counts = (event: CaseEvent): boolean => event.left !== true && !superseded.has(event) && !retracted.has(event)
  const lives = (event: CaseEvent): boolean => counts(event) && !erased.has(event)
  const counting = events.all.filter(counts)
  const people = reader === undefined ? harmedPeople(counting) : harmedPeopleFor(counting, reader)
  let scopes: ReadonlyMap<CaseEvent, PairScope> | undefined
  // Folded when first asked for: most reads are of no pair.
  const scope = (event: CaseEvent): PairScope =>
    (scopes ??= reader === undefined ? pairScopes(events, people, counts) : pairScopesFor(events, people, counts, reader)).get(event) ??
    'unknown'
  const adultsIn = (pairs: PairScope): readonly string[] =>
    typeof pairs === 'string' ? [] : [...pairs].filter((person) => people.adults.has(person))
  const all = [...people.adults]
  const confirmations = confirmationsOf(events)
  const { open: listings, instruments: listed } =
    whoseWord === undefined
      ? { open: openListings(events, lives, now), instruments: [] }
      : listingsNow({ events, counts: lives, confirmations, now, whoseWord })
  const isOver = proceedingsOver({ events, counts: lives, listings: listed })
  const allocations = liveAllocations({ events, isOver }, now)
  const uncertain =
    reader === undefined || whoseWord === undefined
      ? []
      : uncertainPeople(events.all, counting).filter(({ event }) => !isToldApart({ agencies, listings, confirmations, whoseWord }, event))
  const candidates = candidatesByPerson(uncertain)
  const mayBe = (persons: Iterable<string>): readonly string[] =>
    candidates.size === 0 ? [] : [...persons].flatMap((person) => [...(candidates.get(person) ?? [])])
  /** Adults of the pairs, with those whom somebody of them may be: the strictest wishes of all bind until people compare them. */
  const bindingIn = (pairs: ReadonlySet<string>): readonly string[] =>
    candidates.size === 0 ? adultsIn(pairs) : [...new Set([...pairs, ...mayBe(pairs)])].filter((person) => people.adults.has(person))
  /** Whose statement it is: a limit, also of those whom the person may be; one that names nobody, of the only adult of the case; a limit, of all of them. */
  const saidBy = (event: CaseEvent, limiting: boolean): readonly string[] => {
    const pairs = scope(event)
    if (typeof pairs !== 'string') return limiting ? bindingIn(pairs) : adultsIn(pairs)
    return all.length === 1 || limiting ? all : []
  }
  // An erased refusal still binds; an erased agreement opens nothing.
  const binds = (event: CaseEvent): boolean => counts(event) && (!erased.has(event) || limits(event))
  const taken = (): ByWord => ({
    instruments: [],
    wishes: wishesOf({ events, adultsOf: (event) => saidBy(event, limits(event)), counts: binds, now }),
    narrowWishes: [],
    overrides: liveOverrides({ events, adultsOf: (event) => saidBy(event, false), counts: lives, now }),
    objections: objectionsOf(events, counts),
    blocked: blockedTokens(events, counts, now),
  })
  const asked = (word: WhoseWord): ByWord => {
    const said = byWord(
      {
        events,
        people,
        subjects: subjectsOf(events),
        scope,
        mayBe,
        counts,
        lives,
        listings,
        allocations,
        agencies,
        confirmations,
        whoseWord: word,
        now,
      },
      { binds, liftedBy: (event) => saidBy(event, false) },
    )
    const named = namings(counting, (event) => isLookedAt({ agencies, listings, confirmations, whoseWord: word }, event))
    return { ...said, instruments: [...listed, ...comparisons(uncertain), ...named, ...said.instruments] }
  }
  return {
    events,
    isOver,
    agencies,
    now,
    isGone: (event) => event.left === true || superseded.has(event) || retracted.has(event) || erased.has(event),
    isCorrected: (event) => corrected.has(event),
    targets: (event) => (isStatement(event) ? targetsOf(event, events, agencies) : undefined),
    people,
    uncertain,
    scope,
    adultsOf: (event) => {
      const pairs = scope(event)
      return typeof pairs === 'string' ? all : bindingIn(pairs)
    },
    listings,
    allocations,
    confirmations,
    ...(whoseWord === undefined ? taken() : asked(whoseWord)),
    hasStanding: (agency) => hasStanding({ listings, allocations, agencies }, agency),
  }
}
