import { stands, type Fates } from './gone.ts'
import { meant, type Asked, type Said } from './record.ts'

/** Whose pairs each event belongs to (D.10, Pairs): harmed people; everybody's; or not known yet. */
export type Pairs = ReadonlySet<string> | 'everybody' | 'unknown'

export interface Scopes {
  readonly adults: readonly string[]
  readonly of: ReadonlyMap<Said, Pairs>
  /** The pairs that a harmed person belongs to. */
  pairsOf(person: string): readonly string[]
}

/** Proceedings that lend their pair, and what makes one known before anybody is named in it. */
const OPENED_BY: Readonly<Record<string, readonly string[]>> = {
  marac: ['marac.referral-made', 'marac.case-listed'], bail: ['bail.victim-views-sought', 'bail.decided'],
  oocr: ['oocr.considered', 'oocr.victim-views-sought', 'oocr.issued'], dvds: ['dvds.application-received'], order: ['order.made'],
  em: ['monitoring.status-changed'], action: ['marac.action-agreed', 'programme.plan-action-recorded'],
}

const carried = ({ index }: Said) => index.proceedings.filter(({ kind }) => Object.hasOwn(OPENED_BY, kind))
const quotes = (event: Said, kind: string, token: string): boolean =>
  event.index.proceedings.some((quoted) => quoted.kind === kind && quoted.token === token)
const isChild = (role: string): boolean => role === 'child'

/** Adults, and children with the adults that they are named with. */
function harmedOf(standing: readonly Said[]) {
  const adults = [...new Set(standing.flatMap(({ index }) => index.harmed.filter(({ role }) => !isChild(role)).map(({ person }) => person)))]
  const namedWith = (child: string): readonly string[] => standing
    .filter(({ index }) => index.harmed.some(({ person, role }) => person === child && isChild(role)))
    .flatMap(({ index }) => index.harmed.filter(({ role }) => !isChild(role)).map(({ person }) => person))
  return { adults, pairsOf: (person: string): readonly string[] => [person, ...namedWith(person)] }
}

/** The single event that an id means; undefined where none is known, or it could be several. */
const theOne = (asked: Asked, id: string, by: Said): Said | undefined => {
  const found = meant(asked, id, by).filter((event) => event !== by)
  return found.length === 1 ? found[0] : undefined
}

/** The pairs of every event: what it names; else, again and again until nothing is learnt, those of what it carries the id of. */
export function scopesOf(asked: Asked, fates: Fates): Scopes {
  const standing = asked.said.filter((event) => stands(fates, event))
  const { adults, pairsOf } = harmedOf(standing)
  const found = new Map(asked.said.map((event) => [event, new Set(event.index.harmed.flatMap(({ person }) => pairsOf(person)))]))
  const silent = asked.said.filter(({ index }) => index.harmed.length === 0)
  let learnt = true
  while (learnt) {
    learnt = false
    for (const event of silent) {
      const pairs = found.get(event) ?? new Set()
      const before = pairs.size
      const sources = [
        ...carried(event).flatMap(({ kind, token }) => standing.filter((other) => quotes(other, kind, token))),
        ...event.index.references.flatMap((id) => theOne(asked, id, event) ?? []),
      ]
      for (const source of sources) for (const pair of found.get(source) ?? []) pairs.add(pair)
      learnt ||= pairs.size > before
    }
  }
  return { adults, pairsOf, of: named(asked, standing, silent, found) }
}

/** Tells everybody's events from those whose pair is not known yet: an id that leads nowhere, or to an event that is itself not known. */
function named(
  asked: Asked, standing: readonly Said[], silent: readonly Said[], found: ReadonlyMap<Said, ReadonlySet<string>>,
): ReadonlyMap<Said, Pairs> {
  const scopes = new Map<Said, Pairs>([...found].map(([event, pairs]) => [event, pairs.size > 0 ? pairs : 'everybody']))
  const isKnown = (kind: string, token: string): boolean => standing.some((event) =>
    quotes(event, kind, token) && (OPENED_BY[kind]?.includes(event.index.type) === true || (found.get(event)?.size ?? 0) > 0))
  const isLost = (event: Said, id: string): boolean => {
    const target = theOne(asked, id, event)
    return target === undefined || scopes.get(target) === 'unknown'
  }
  const leadsNowhere = (event: Said): boolean => {
    const kinds = [...new Set(carried(event).map(({ kind }) => kind))]
    // A proceeding has a token for each area of the agency that quotes it.
    return kinds.some((kind) => !carried(event).some((quoted) => quoted.kind === kind && isKnown(kind, quoted.token)))
      || event.index.references.some((id) => isLost(event, id))
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
