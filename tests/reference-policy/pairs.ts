import { agesIn } from './ages.ts'
import { stands, type Fates } from './gone.ts'
import { openLists } from './listings.ts'
import { meant, type Asked, type Said } from './record.ts'
import { answersTo } from './word.ts'
import type { Pairs, Scopes } from './scopes.ts'

/** Proceedings that lend their pair, and what makes one known before anybody is named in it. */
const OPENED_BY: Readonly<Record<string, readonly string[]>> = {
  marac: ['marac.referral-made', 'marac.case-listed'],
  bail: ['bail.victim-views-sought', 'bail.decided'],
  oocr: ['oocr.considered', 'oocr.victim-views-sought', 'oocr.issued'],
  dvds: ['dvds.application-received'],
  order: ['order.made'],
  em: ['monitoring.status-changed'],
  action: ['marac.action-agreed', 'programme.plan-action-recorded'],
}

const carried = ({ index }: Said) => index.proceedings.filter(({ kind }) => Object.hasOwn(OPENED_BY, kind))
const quotes = (event: Said, kind: string, token: string): boolean =>
  event.index.proceedings.some((quoted) => quoted.kind === kind && quoted.token === token)
const names = ({ index }: Said): boolean => index.harmed.length > 0
const peopleOf = ({ index }: Said): readonly string[] => index.harmed.map(({ person }) => person)

/** Types by which the agency speaks that coordinates or issues a proceeding. */
const ISSUED_BY: Readonly<Record<string, readonly string[]>> = {
  marac: ['marac.case-listed'],
  bail: ['bail.decided'],
  oocr: ['oocr.issued'],
  dvds: ['dvds.decision-made'],
  order: ['order.made'],
  em: ['monitoring.status-changed'],
  action: ['marac.action-agreed', 'programme.plan-action-recorded'],
}

const cameBefore = (one: Said, other: Said): boolean =>
  one.caseLog === other.caseLog ? one.sequence < other.sequence : one.index.published_at < other.index.published_at

/** Adults, and children with the adults that they are named with: by others than the reader's agency, else, under 16, by that agency. */
function harmedOf(standing: readonly Said[], agency: string) {
  const { isChild, isUnder16 } = agesIn(standing, agency)
  const others = standing.filter(({ index }) => index.agency !== agency)
  const own = standing.filter(({ index }) => index.agency === agency)
  const adults = [
    ...new Set(
      standing.flatMap((event) =>
        event.index.harmed.filter(({ person, role }) => role !== 'child' || !isChild(person, event)).map(({ person }) => person),
      ),
    ),
  ]
  const namedWith = (child: string, by: readonly Said[]): readonly string[] =>
    by
      .filter((event) => peopleOf(event).includes(child) && isChild(child, event))
      .flatMap((event) => peopleOf(event).filter((person) => !isChild(person, event)))
  const isAccompanied = (child: string): boolean =>
    others.some(
      ({ index: { harmed } }) =>
        harmed.some(({ person }) => person === child) && harmed.some(({ person, role }) => person !== child && role !== 'child'),
    )
  const pairsOf = (person: string, event: Said): readonly string[] => {
    if (!isChild(person, event)) return [person]
    const byOthers = namedWith(person, others)
    if (byOthers.length > 0) return [person, ...byOthers]
    return isUnder16(person, event) && !isAccompanied(person) ? [person, ...namedWith(person, own)] : [person]
  }
  return { adults, pairsOf }
}

/** True where the owner of the list has ended the line: the coordinating agency of an open list, or the operator's officer, and not the sender. */
function isToldApart(asked: Asked, fates: Fates, event: Said): boolean {
  const lists = openLists(asked, fates)
    .filter(({ only }) => only === undefined)
    .map(({ list }) => list.index.agency)
  return answersTo(asked, event).some(
    ({ agency, role, says }) =>
      says === 'ended' &&
      agency !== event.index.agency &&
      (lists.includes(agency) || (asked.input.agencies.get(agency)?.type === 'bus_operator' && role === 'dpo')),
  )
}

/** Harmed people who may be one of several, until people have made them one of these, or told them apart. */
function candidatesOf(asked: Asked, fates: Fates, standing: readonly Said[]): (person: string) => readonly string[] {
  const isNamed = (person: string): boolean => standing.some((event) => peopleOf(event).includes(person))
  // Also where that event was taken back: others were placed by it.
  const unclear = asked.said
    .filter(
      (event) =>
        !event.left && event.index.harmed.some(({ candidates = [] }) => candidates.length > 0) && !isToldApart(asked, fates, event),
    )
    .flatMap(({ index }) => index.harmed)
    .filter(({ person, candidates = [] }) => !candidates.includes(person) && isNamed(person))
  return (person) => unclear.filter((named) => named.person === person).flatMap(({ candidates = [] }) => candidates)
}

/** The single event that an id means; undefined where none is known, or it could be several. */
type TheOne = (id: string, by: Said) => Said | undefined

const single = (found: readonly Said[]): Said | undefined => (found.length === 1 ? found[0] : undefined)

/** How events that name nobody come to a pair. */
interface Ways {
  /** Events that say whose a proceeding is, as far as it is of use to the event that quotes it. */
  says(event: Said, kind: string, token: string): boolean
  isOpened(kind: string, token: string): boolean
  readonly theOne: TheOne
}

/** By everybody's word. */
const everybodysWord = (asked: Asked, standing: readonly Said[]): Ways => ({
  says: () => true,
  isOpened: (kind, token) => standing.some((event) => quotes(event, kind, token) && OPENED_BY[kind]?.includes(event.index.type) === true),
  theOne: (id, by) => single(meant(asked, id, by).filter((event) => event !== by)),
})

/** By D.11 (2): who coordinates or issues it; else whoever else quotes it; the reader's own agency only where others quote its id later and name nobody. */
function othersWord(asked: Asked, standing: readonly Said[], agency: string): Ways {
  const isOwn = ({ index }: Said): boolean => index.agency === agency
  const quoting = (kind: string, token: string) => standing.filter((event) => quotes(event, kind, token))
  const opens = (event: Said, kind: string): boolean => OPENED_BY[kind]?.includes(event.index.type) === true
  const isFollowed = (event: Said, kind: string, token: string): boolean => {
    const others = quoting(kind, token).filter((other) => !isOwn(other))
    return opens(event, kind) && !others.some(names) && others.some((other) => cameBefore(event, other))
  }
  return {
    says(event, kind, token) {
      if (isOwn(event)) return isFollowed(event, kind, token)
      const others = quoting(kind, token).filter((other) => !isOwn(other))
      const issuers = others.filter((other) => ISSUED_BY[kind]?.includes(other.index.type)).map(({ index }) => index.agency)
      return !others.some((other) => names(other) && issuers.includes(other.index.agency)) || issuers.includes(event.index.agency)
    },
    isOpened: (kind, token) =>
      quoting(kind, token).some((event) => opens(event, kind) && (!isOwn(event) || isFollowed(event, kind, token))),
    theOne: (id, by) =>
      single(meant(asked, id, by).filter((event) => event !== by && (!isOwn(event) || (names(event) && cameBefore(event, by))))),
  }
}

/** The pairs of events: what they name; else, again and again until nothing is learnt, those of what they carry the id of. `taking`: those that may take a pair. */
function pairsBy(
  asked: Asked,
  standing: readonly Said[],
  pairsOf: Scopes['pairsOf'],
  ways: Ways,
  taking: (event: Said) => boolean,
): Scopes['of'] {
  const found = new Map(asked.said.map((event) => [event, new Set(peopleOf(event).flatMap((person) => pairsOf(person, event)))]))
  const silent = asked.said.filter((event) => !names(event) && taking(event))
  const said = new Map<string, readonly Said[]>()
  const sayingOf = (kind: string, token: string): readonly Said[] => {
    const key = `${kind} ${token}`
    const saying = said.get(key) ?? standing.filter((event) => quotes(event, kind, token) && ways.says(event, kind, token))
    said.set(key, saying)
    return saying
  }
  let learnt = true
  while (learnt) {
    learnt = false
    for (const event of silent) {
      const pairs = found.get(event) ?? new Set()
      const before = pairs.size
      const sources = [
        ...carried(event).flatMap(({ kind, token }) => sayingOf(kind, token)),
        ...event.index.references.flatMap((id) => ways.theOne(id, event) ?? []),
      ]
      for (const source of sources) for (const pair of found.get(source) ?? []) pairs.add(pair)
      learnt ||= pairs.size > before
    }
  }
  const isKnown = (kind: string, token: string): boolean =>
    ways.isOpened(kind, token) || sayingOf(kind, token).some((event) => (found.get(event)?.size ?? 0) > 0)
  return named(silent, found, ways.theOne, isKnown)
}

/** The pairs of every event, for readers of an agency: what that agency says bears on its own events, and on others' as far as they follow it. */
export function scopesOf(asked: Asked, fates: Fates): Scopes {
  const { agency } = asked.input.request.reader
  const standing = asked.said.filter((event) => stands(fates, event))
  const { adults, pairsOf } = harmedOf(standing, agency)
  const isOwn = ({ index }: Said): boolean => index.agency === agency
  const ofOthers = pairsBy(asked, standing, pairsOf, othersWord(asked, standing, agency), (event) => !isOwn(event))
  const ofOwn = pairsBy(asked, standing, pairsOf, everybodysWord(asked, standing), () => true)
  return {
    adults,
    pairsOf,
    mayBe: candidatesOf(asked, fates, standing),
    of: new Map(
      asked.said.flatMap((event) => {
        const pairs = (isOwn(event) ? ofOwn : ofOthers).get(event)
        return pairs === undefined ? [] : [[event, pairs]]
      }),
    ),
  }
}

/** Tells everybody's events from those whose pair is not known yet: an id that leads nowhere, or to an event that is itself not known. */
function named(
  silent: readonly Said[],
  found: ReadonlyMap<Said, ReadonlySet<string>>,
  theOne: TheOne,
  isKnown: (kind: string, token: string) => boolean,
): ReadonlyMap<Said, Pairs> {
  const scopes = new Map<Said, Pairs>([...found].map(([event, pairs]) => [event, pairs.size > 0 ? pairs : 'everybody']))
  const isLost = (event: Said, id: string): boolean => {
    const target = theOne(id, event)
    return target === undefined || scopes.get(target) === 'unknown'
  }
  const leadsNowhere = (event: Said): boolean => {
    const kinds = [...new Set(carried(event).map(({ kind }) => kind))]
    // A proceeding has a token for each area of the agency that quotes it.
    return (
      kinds.some((kind) => !carried(event).some((quoted) => quoted.kind === kind && isKnown(kind, quoted.token))) ||
      event.index.references.some((id) => isLost(event, id))
    )
  }
  let learnt = true
  while (learnt) {
    learnt = false
    for (const event of silent) {
      if (scopes.get(event) !== 'everybody' || !leadsNowhere(event)) continue
      scopes.set(event, 'unknown')
      learnt = true
    }
  }
  return scopes
}
