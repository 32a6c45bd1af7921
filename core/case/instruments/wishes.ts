import type { AgencyId } from '../../../schemas/ids.ts'
import { coordinates } from '../agency-standing.ts'
import type { CaseEvent } from '../case-events.ts'
import { entryOf } from '../entry-of.ts'
import { agrees, follows, isConsent, latestTrue, limits, limitsOf, REFUSED, type Wish } from '../wishes.ts'
import { answerOn, answersThatCount, hasLaterViews } from './answers.ts'
import { adultsLimited, adultsNamed, hasHerWorker, publisherFaces, type CaseParts } from './case-parts.ts'
import type { Instrument, InstrumentEffect } from './instrument.ts'
import { endOfBefore, isFromBefore } from './whose-word.ts'

/** A wish that binds only events of one agency, and every reader who faces the perpetrator. */
export interface NarrowWish extends Wish {
  readonly adult: string
  readonly agency: AgencyId
}

/** What harmed adults want, by whose word counts. */
export interface WishesByWord {
  /** Per adult, for everybody. */
  readonly wishes: ReadonlyMap<string, Wish>
  readonly narrow: readonly NarrowWish[]
  readonly instruments: readonly Instrument[]
}

/** What an agency said last of an adult's wishes, in one type of event. */
interface Statement {
  readonly event: CaseEvent
  readonly limits: ReadonlySet<string>
  /** How far what it limits is limited; of one that limits nothing, whether it says anything. */
  readonly effect: InstrumentEffect
}

const TYPES = ['consent.recorded', 'marac.referral-made'] as const
const isReferral = ({ index }: CaseEvent): boolean => index.type === 'marac.referral-made'

/** How far a statement takes effect for an adult: one that limits, at once for those whom the speaker's kind allows; one that agrees, where nothing is to be lifted. */
function effectOf(parts: CaseParts, event: CaseEvent, adult: string): InstrumentEffect {
  const limiting = limits(event)
  const answer = answerOn(parts, limiting ? 'refusal' : 'agreement', event)
  if (answer === 'ended') return 'ended'
  if (answer === 'confirmed' || isFromBefore(parts.whoseWord, event)) return 'in-force'
  if (limiting && !adultsLimited(parts, event).includes(adult)) return 'waits'
  if (!publisherFaces(parts, event) || hasHerWorker(parts, adult, event.index.agency)) return 'in-force'
  return limiting ? 'own-and-facing' : 'waits'
}

/** True when a later statement may take away what another limits: by who recorded it, her worker's agency, the coordinating agency with later views of hers. */
function mayWiden(parts: CaseParts, adult: string, wider: CaseEvent, limit: CaseEvent): boolean {
  const { agency } = wider.index
  // A referral is another agency's word: never over what was recorded of hers.
  if (isReferral(wider) && !isReferral(limit)) return false
  if (agency === limit.index.agency || hasHerWorker(parts, adult, agency)) return true
  if (coordinates(parts, agency) && hasLaterViews(parts, limit)) return true
  const confirmed = answerOn(parts, 'agreement', wider) === 'confirmed' ? answersThatCount(parts, 'agreement', wider) : []
  if (confirmed.some((answer) => hasHerWorker(parts, adult, answer.agency))) return true
  if (confirmed.length > 0 && hasLaterViews(parts, limit)) return true
  return isFromBefore(parts.whoseWord, wider) && (confirmed.length > 0 || parts.now <= endOfBefore(parts.whoseWord))
}

/** Statements per adult: of each agency the latest of each type, and the latest from before, which keeps its effect until that agency says otherwise. */
function saidOf(parts: CaseParts, binds: (event: CaseEvent) => boolean): ReadonlyMap<string, readonly CaseEvent[]> {
  const all = [...parts.people.adults]
  const found = new Map<string, Map<string, CaseEvent[]>>()
  for (const type of TYPES) {
    for (const event of parts.events.ofType(type)) {
      if (!binds(event) || (type === 'consent.recorded' && !isConsent(event, parts.now))) continue
      const named = limits(event) ? adultsLimited(parts, event) : adultsNamed(parts, event)
      for (const adult of named.length > 0 ? named : whoseOtherwise(event, all, parts)) {
        entryOf(
          entryOf(found, adult, () => new Map<string, CaseEvent[]>()),
          `${type} ${event.index.agency}`,
          () => [],
        ).push(event)
      }
    }
  }
  return new Map(
    [...found].map(([adult, groups]) => [
      adult,
      [...groups.values()].flatMap((group) => [
        ...new Set([...lastOf(group), ...lastOf(group.filter((event) => isFromBefore(parts.whoseWord, event)))]),
      ]),
    ]),
  )
}

const lastOf = (group: readonly CaseEvent[]): readonly CaseEvent[] => {
  const last = latestTrue(group)
  return last === undefined ? [] : [last]
}

/** Whose statement it is that leads to nobody: of the only adult; a limit, of all of them. One that leads to people who are no adults is of nobody. */
function whoseOtherwise(event: CaseEvent, all: readonly string[], { scope }: CaseParts): readonly string[] {
  if (typeof scope(event) !== 'string') return []
  return all.length === 1 || limits(event) ? all : []
}

/** A limit that stands, and whose statement it is. */
interface Standing {
  readonly limit: string
  readonly by: Statement
}

/** What of an adult's statements stands; and which of them would lift a limit, if somebody confirmed that they may. */
interface Weighed {
  readonly adult: string
  readonly statements: readonly Statement[]
  readonly standing: readonly Standing[]
  readonly waiting: ReadonlySet<CaseEvent>
}

function weigh(parts: CaseParts, adult: string, said: readonly CaseEvent[]): Weighed {
  const statements = said.map((event): Statement => ({ event, limits: limitsOf(event), effect: effectOf(parts, event, adult) }))
  const saying = statements.filter(({ effect, limits: limited }) => effect !== 'ended' && (effect !== 'waits' || limited.size === 0))
  const standing: Standing[] = []
  const waiting = new Set<CaseEvent>()
  for (const by of statements) {
    if (by.effect === 'ended') continue
    for (const limit of by.limits) {
      const wider = saying.filter((other) => !other.limits.has(limit) && follows(other.event, by.event))
      if (wider.some(({ event }) => mayWiden(parts, adult, event, by.event))) continue
      standing.push({ limit, by })
      for (const { event } of wider) if (agrees(event)) waiting.add(event)
    }
  }
  return { adult, statements, standing, waiting }
}

function wishFrom(standing: readonly Standing[], agreed: boolean): Wish {
  const limited = new Set(standing.map(({ limit }) => limit))
  const refused = limited.delete(REFUSED)
  return { refused, agreed: agreed && !refused, excluded: limited }
}

const forAll = ({ standing, statements }: Weighed): Wish =>
  wishFrom(
    standing.filter(({ by }) => by.effect === 'in-force'),
    statements.some(({ event, effect }) => effect === 'in-force' && agrees(event)),
  )

const narrowOf = ({ adult, standing }: Weighed): readonly NarrowWish[] =>
  [
    ...Map.groupBy(
      standing.filter(({ by }) => by.effect === 'own-and-facing'),
      ({ by }) => by.event.index.agency,
    ),
  ].map(([agency, limited]) => ({ adult, agency, ...wishFrom(limited, false) }))

/** What stands of an adult's statements as instruments: limits, and agreements that wait or have an end. */
function instrumentsOf(parts: CaseParts, { statements, standing, waiting }: Weighed): readonly Instrument[] {
  const limiting = new Set(standing.map(({ by }) => by))
  return statements.flatMap((statement): readonly Instrument[] => {
    const { event, effect } = statement
    const said = { event, sender: event.index.agency }
    const fromBefore = isFromBefore(parts.whoseWord, event)
    if (limiting.has(statement)) {
      const isOpen = effect !== 'in-force' || (fromBefore && answerOn(parts, 'refusal', event) === undefined)
      return [{ ...said, kind: 'refusal', effect, until: undefined, closes: true, toConfirm: isOpen }]
    }
    if (!agrees(event) || effect === 'ended') return []
    if (waiting.has(event)) return [{ ...said, kind: 'agreement', effect: 'waits', until: undefined, closes: false, toConfirm: true }]
    const isOpen = fromBefore && parts.now <= endOfBefore(parts.whoseWord) && answerOn(parts, 'agreement', event) === undefined
    return isOpen ? [{ ...said, kind: 'agreement', effect, until: endOfBefore(parts.whoseWord), closes: false, toConfirm: true }] : []
  })
}

/** Each event once: where it is of several people, as it stands for the one for whom it is to be confirmed. */
function onceEach(instruments: readonly Instrument[]): readonly Instrument[] {
  const found = new Map<CaseEvent, Instrument>()
  for (const instrument of instruments) {
    const known = found.get(instrument.event)
    if (known === undefined || (!known.toConfirm && instrument.toConfirm)) found.set(instrument.event, instrument)
  }
  return [...found.values()]
}

/**
 * What harmed adults want, by whose word counts (D.11 (6), `consent.recorded`): of each agency the latest that it said; what limits, of every agency whose
 * word has not been widened by somebody who may. `binds`: false for a statement that says nothing any more.
 */
export function wishesByWord(parts: CaseParts, binds: (event: CaseEvent) => boolean): WishesByWord {
  const weighed = [...saidOf(parts, binds)].map(([adult, said]) => weigh(parts, adult, said))
  return {
    wishes: new Map(weighed.map((of) => [of.adult, forAll(of)])),
    narrow: weighed.flatMap(narrowOf),
    instruments: onceEach(weighed.flatMap((of) => instrumentsOf(parts, of))),
  }
}
