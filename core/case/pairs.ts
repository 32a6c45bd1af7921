import type { CaseEvent, CaseEvents } from './case-events.ts'
import { namedPairs, type HarmedPeople } from './people.ts'

/**
 * Whose pairs an event belongs to (D.10, Pairs): person ids; `every`, when it names nobody and its ids lead to no pair;
 * `unknown`, when it names nobody and an id that it carries is not yet known.
 */
export type PairScope = ReadonlySet<string> | 'every' | 'unknown'

/** Kinds of proceeding whose pair an event takes that names nobody, with the types that open one. */
const OPENERS: Readonly<Record<string, readonly string[]>> = {
  marac: ['marac.referral-made', 'marac.case-listed'],
  bail: ['bail.victim-views-sought', 'bail.decided'],
  oocr: ['oocr.considered', 'oocr.victim-views-sought', 'oocr.issued'],
  dvds: ['dvds.application-received'],
  order: ['order.made'],
  em: ['monitoring.status-changed'],
  action: ['marac.action-agreed', 'programme.plan-action-recorded'],
}

/** True of a kind of proceeding whose pair an event takes that names nobody. */
export const isOpenerKind = (kind: string): boolean => kind in OPENERS

const NO_KEYS: readonly string[] = []

const keysOf = ({ index }: CaseEvent): readonly string[] =>
  index.proceedings.length === 0 ? NO_KEYS : index.proceedings.filter(({ kind }) => isOpenerKind(kind)).map(({ kind, token }) => `${kind} ${token}`)

const opens = ({ index }: CaseEvent, key: string): boolean => (OPENERS[key.slice(0, key.indexOf(' '))] ?? []).includes(index.type)

/** An event that names nobody, with what it may take a pair from. */
interface Follower {
  readonly event: CaseEvent
  /** The pairs that it has taken. */
  readonly own: Set<string>
  readonly keys: readonly string[]
  /** What each reference means; empty where nothing of that id is known, several where it is not clear which is meant. */
  readonly references: readonly (readonly CaseEvent[])[]
}

const addAll = (known: Map<string, Set<string>>, keys: readonly string[], pairs: Iterable<string>): boolean => {
  let grew = false
  for (const key of keys) {
    const of = known.get(key) ?? new Set()
    const before = of.size
    for (const person of pairs) of.add(person)
    known.set(key, of)
    grew ||= of.size > before
  }
  return grew
}

const others = (events: readonly CaseEvent[], event: CaseEvent): readonly CaseEvent[] => events.filter((other) => other !== event)

const clear = (meant: readonly CaseEvent[]): CaseEvent | undefined => meant.length === 1 ? meant[0] : undefined

/**
 * The pairs of every event. `counts`: whether an event says whose a proceeding is (one that was replaced or retracted does not).
 * Repeats until nothing is learnt: an update takes the pair of its action, which took it from its meeting.
 */
export function pairScopes(events: CaseEvents, people: HarmedPeople, counts: (event: CaseEvent) => boolean): ReadonlyMap<CaseEvent, PairScope> {
  const pairsOf = new Map<CaseEvent, ReadonlySet<string>>()
  const ofProceeding = new Map<string, Set<string>>()
  const opened = new Set<string>()
  const followers: Follower[] = []
  for (const event of events.all) {
    const keys = keysOf(event)
    const own = new Set<string>()
    const follows = event.index.harmed.length === 0
    pairsOf.set(event, follows ? own : namedPairs(event.index, people))
    if (counts(event)) for (const key of keys) if (opens(event, key)) opened.add(key)
    if (follows)
      followers.push({ event, own, keys, references: event.index.references.map((id) => others(events.meantBy(id, event.index), event)) })
    else if (counts(event)) addAll(ofProceeding, keys, pairsOf.get(event) ?? [])
  }
  let grew = true
  while (grew) {
    grew = false
    for (const { event, own, keys, references } of followers) {
      const before = own.size
      for (const key of keys) for (const person of ofProceeding.get(key) ?? []) own.add(person)
      for (const target of references.flatMap((meant) => clear(meant) ?? [])) for (const person of pairsOf.get(target) ?? []) own.add(person)
      grew ||= own.size > before
      if (counts(event) && addAll(ofProceeding, keys, own)) grew = true
    }
  }
  return scopesOf(pairsOf, followers, (key) => opened.has(key) || (ofProceeding.get(key)?.size ?? 0) > 0)
}

/** Tells events of every pair from those whose pair is not known yet; what refers to an unknown one is unknown too. */
function scopesOf(
  pairsOf: ReadonlyMap<CaseEvent, ReadonlySet<string>>, followers: readonly Follower[], known: (key: string) => boolean,
): ReadonlyMap<CaseEvent, PairScope> {
  const scopes = new Map<CaseEvent, PairScope>([...pairsOf].map(([event, pairs]) => [event, pairs.size > 0 ? pairs : 'every']))
  const lost = followers.filter(({ event }) => scopes.get(event) === 'every')
  let grew = true
  while (grew) {
    grew = false
    for (const { event, keys, references } of lost) {
      if (scopes.get(event) === 'unknown') continue
      // A proceeding has a token per area of the agency that quotes it: one known token of its kind is enough.
      const kinds = Map.groupBy(keys, (key) => key.slice(0, key.indexOf(' ')))
      const unresolved = [...kinds.values()].some((tokens) => !tokens.some(known))
        || references.some((meant) => { const target = clear(meant); return target === undefined || scopes.get(target) === 'unknown' })
      if (unresolved) { scopes.set(event, 'unknown'); grew = true }
    }
  }
  return scopes
}
