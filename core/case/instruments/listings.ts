import { nextWorkingDay } from '../../time/working-day.ts'
import type { CaseEvent, CaseEvents } from '../case-events.ts'
import type { Confirmations } from '../confirmations.ts'
import { fact } from '../index-part.ts'
import { ON_LIST, openListings, type Listing } from '../listing.ts'
import { REFERRING } from '../receiving-marac.ts'
import { byPublication } from '../versions.ts'
import type { Instrument, InstrumentEffect } from './instrument.ts'
import { referredListings, type Referred } from './listing-referral.ts'
import { meetingsOf, publishedAt, type Meetings } from './listing-access.ts'
import { endOfBefore, type WhoseWord } from './whose-word.ts'

export interface ListingsDeps {
  readonly events: CaseEvents
  /** False for what was replaced, retracted or erased. */
  readonly counts: (event: CaseEvent) => boolean
  readonly confirmations: Confirmations
  readonly now: number
  /** Absent: what was said before the table is taken as what was said since. */
  readonly whoseWord?: WhoseWord
}

/** The listings of a case, with what each does now. */
export interface ListingsNow {
  /** Those that give agencies access. */
  readonly open: readonly Listing[]
  readonly instruments: readonly Instrument[]
}

const EMERGENCY = 'emergency_meeting'
/** How many working days an emergency meeting counts without a referral. */
const EMERGENCY_DAYS = 3

const status = ({ index }: CaseEvent): string => fact(index, 'list_status')[0] ?? ''

/** What a listing does now, and for whom. */
interface Effect {
  readonly effect: Extract<InstrumentEffect, 'in-force' | 'waits' | 'ended'>
  readonly until?: number
  readonly confirmed?: boolean
  readonly onlyFor?: ReadonlySet<string>
}

/**
 * Agencies that had a part in the case before an emergency meeting. INVARIANT: whoever lists it has a part only by another agency's word (`wasBrought`): an event of its own,
 * such as a listing that waits, would let it open any case alone.
 */
const agenciesBefore = (listed: CaseEvent, { all }: CaseEvents, wasBrought: boolean): ReadonlySet<string> =>
  new Set(
    all
      .filter((other) => other.left !== true && byPublication(other, listed) < 0)
      .map(({ index }) => index.agency)
      .filter((agency) => wasBrought || agency !== listed.index.agency),
  )

/**
 * When an emergency meeting without a referral stops to count: three working days after its agency first said that there is one. Saying it again, also in
 * place of what was corrected or retracted, makes it no longer.
 */
function emergencyEnds({ events }: ListingsDeps, listed: CaseEvent, { lastReferral }: Referred): number {
  const said = events
    .ofType('marac.case-listed')
    .filter((other) => other.index.agency === listed.index.agency && status(other) === EMERGENCY && publishedAt(other) > lastReferral)
  let ends = said.reduce((first, other) => Math.min(first, publishedAt(other)), publishedAt(listed))
  for (let day = 0; day < EMERGENCY_DAYS; day++) ends = nextWorkingDay(ends)
  return ends
}

/**
 * `accessEnds`: the last moment of the access that the listing gives; `before`: it was said before the table, and in force by the rules of then; `wasBrought`: another agency
 * brought the case to this MARAC at some time, under whatever id.
 */
function effectOf(
  deps: ListingsDeps,
  listed: CaseEvent,
  referred: Referred,
  accessEnds: number,
  { before, wasBrought }: { readonly before: boolean; readonly wasBrought: boolean },
): Effect {
  const { confirmations, now, whoseWord, events } = deps
  const answers = confirmations(listed.index).filter(({ agency }) => agency !== listed.index.agency)
  const confirmed = answers.some(({ answer }) => answer === 'confirmed')
  if (referred.referred && now <= accessEnds) return { effect: 'in-force' }
  if (answers.some(({ answer }) => answer === 'ended')) return { effect: 'ended' }
  if (before && confirmed && now <= accessEnds) return { effect: 'in-force', confirmed }
  const kept = whoseWord === undefined ? -Infinity : endOfBefore(whoseWord)
  if (before && now <= kept) return { effect: 'in-force', until: kept }
  if (now > accessEnds) return { effect: 'ended' }
  const emergency = status(listed) === EMERGENCY ? emergencyEnds(deps, listed, referred) : -Infinity
  return now <= emergency
    ? { effect: 'in-force', until: emergency, onlyFor: agenciesBefore(listed, events, wasBrought) }
    : { effect: 'waits' }
}

/** The listings of one agency that are the newest of their MARAC id and on the list. */
const current = (lists: readonly CaseEvent[], { newestOfId }: Meetings): readonly CaseEvent[] =>
  lists.filter((listed) => newestOfId(listed) === listed && ON_LIST.has(status(listed)))

/**
 * The listings of a case (domain model D.11 (6) and (8)): one counts when another agency has brought the case to that MARAC, whichever came first. Each agency's
 * listings stand for themselves: one area's ends no other's, and in a temporary move both are open.
 */
export function listingsNow(deps: ListingsDeps): ListingsNow {
  const { events, counts, now, whoseWord } = deps
  const since = whoseWord?.since ?? -Infinity
  const of = (type: string): readonly CaseEvent[] => events.ofType(type).filter(counts)
  const bringing = REFERRING.flatMap(of)
  const openThen = new Set(openListings(events, counts, now).map(({ listed }) => listed))
  const parts = [...Map.groupBy(of('marac.case-listed'), ({ index }) => index.agency)].flatMap(([agency, lists]) => {
    const meetings = meetingsOf(agency, events, counts)
    const referred = referredListings(
      lists.filter((listed) => ON_LIST.has(status(listed))),
      bringing.filter(({ index }) => index.agency !== agency),
      meetings,
    )
    const wasBrought = [...referred.values()].some(({ lastReferral }) => lastReferral > -Infinity)
    return current(lists, meetings).flatMap((listed) => {
      const rests = referred.get(listed)
      if (rests === undefined) return []
      const accessEnds = Math.min(meetings.accessOf(listed), rests.atMost)
      const {
        effect,
        until,
        confirmed = false,
        onlyFor,
      } = effectOf(deps, listed, rests, accessEnds, { before: openThen.has(listed) && publishedAt(listed) < since, wasBrought })
      const toConfirm = !confirmed && (effect === 'waits' || until !== undefined)
      const instrument: Instrument = { kind: 'listing', event: listed, sender: agency, effect, until, closes: false, toConfirm }
      const listing: Listing = {
        listed,
        coordinator: agency,
        typesAsked: new Set(fact(listed.index, 'agencies_asked')),
        ...(onlyFor === undefined ? {} : { onlyFor }),
        accessEnds: until ?? accessEnds,
        overdue: meetings.overdue(listed, now),
      }
      return [{ instrument, listing }]
    })
  })
  return {
    open: parts.filter(({ instrument }) => instrument.effect === 'in-force').map(({ listing }) => listing),
    instruments: parts.map(({ instrument }) => instrument),
  }
}
