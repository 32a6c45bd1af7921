import type { CaseEvent, CaseEvents } from './case-events.ts'
import { entryOf } from './entry-of.ts'
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

/** The proceedings that an event may take its pair from, as kind and token. */
export const openerKeysOf = ({ index }: CaseEvent): readonly string[] =>
  index.proceedings.length === 0
    ? NO_KEYS
    : index.proceedings.filter(({ kind }) => isOpenerKind(kind)).map(({ kind, token }) => `${kind} ${token}`)

/** True of an event of a type that opens the proceeding of a key. */
export const opens = ({ index }: CaseEvent, key: string): boolean => (OPENERS[key.slice(0, key.indexOf(' '))] ?? []).includes(index.type)

/** An event that names nobody, with what it may take a pair from. */
export interface Follower {
  readonly event: CaseEvent
  /** The pairs that it has taken. */
  readonly own: Set<string>
  readonly keys: readonly string[]
  /** What each reference means; empty where nothing of that id is known, several where it is not clear which is meant. */
  readonly references: readonly (readonly CaseEvent[])[]
}

/** The events but one. */
export const others = (events: readonly CaseEvent[], event: CaseEvent): readonly CaseEvent[] => events.filter((other) => other !== event)

/** The event that is meant, where it is clear which. */
export const clear = (meant: readonly CaseEvent[]): CaseEvent | undefined => (meant.length === 1 ? meant[0] : undefined)

/** Persons under keys, and who is to hear of each that is new. `feeds`: whether what a follower learns is handed on to those that quote a proceeding with it. */
export function spreading(followers: readonly Follower[], feeds: (event: CaseEvent, key: string) => boolean) {
  const ofProceeding = new Map<string, Set<string>>()
  const byKey = new Map<string, Follower[]>()
  const byTarget = new Map<CaseEvent, Follower[]>()
  for (const follower of followers) {
    for (const key of follower.keys) entryOf(byKey, key, () => []).push(follower)
    for (const meant of follower.references) {
      const target = clear(meant)
      if (target !== undefined) entryOf(byTarget, target, () => []).push(follower)
    }
  }
  /** What was learnt and not yet handed on: who takes it, and which persons. */
  const due: { readonly follower: Follower; readonly persons: readonly string[] }[] = []
  const handOn = (to: readonly Follower[] | undefined, persons: readonly string[]): void => {
    for (const follower of to ?? []) due.push({ follower, persons })
  }
  const learnProceeding = (key: string, persons: Iterable<string>): void => {
    const known = entryOf(ofProceeding, key, () => new Set())
    const fresh = [...persons].filter((person) => !known.has(person))
    for (const person of fresh) known.add(person)
    if (fresh.length > 0) handOn(byKey.get(key), fresh)
  }
  return {
    ofProceeding,
    learnProceeding,
    learnEvent: (event: CaseEvent, persons: ReadonlySet<string>): void => {
      if (persons.size > 0) handOn(byTarget.get(event), [...persons])
    },
    /** Hands on until nothing is learnt: each follower hears of each person once by each way. */
    finish: (): void => {
      for (let next = due.pop(); next !== undefined; next = due.pop()) {
        const {
          follower: { event, own, keys },
          persons,
        } = next
        const fresh = persons.filter((person) => !own.has(person))
        if (fresh.length === 0) continue
        for (const person of fresh) own.add(person)
        handOn(byTarget.get(event), fresh)
        for (const key of keys) if (feeds(event, key)) learnProceeding(key, fresh)
      }
    },
  }
}

/**
 * The pairs of every event. `counts`: whether an event says whose a proceeding is (one that was replaced or retracted does not).
 * What is learnt is handed on: an update takes the pair of its action, which took it from its meeting.
 */
export function pairScopes(
  events: CaseEvents,
  people: HarmedPeople,
  counts: (event: CaseEvent) => boolean,
): ReadonlyMap<CaseEvent, PairScope> {
  const pairsOf = new Map<CaseEvent, ReadonlySet<string>>()
  const opened = new Set<string>()
  const followers: Follower[] = []
  const naming: { readonly event: CaseEvent; readonly keys: readonly string[] }[] = []
  for (const event of events.all) {
    const keys = openerKeysOf(event)
    const follows = event.index.harmed.length === 0
    const own = new Set<string>()
    pairsOf.set(event, follows ? own : namedPairs(event, people))
    if (counts(event)) for (const key of keys) if (opens(event, key)) opened.add(key)
    if (follows)
      followers.push({ event, own, keys, references: event.index.references.map((id) => others(events.meantBy(id, event.index), event)) })
    else naming.push({ event, keys })
  }
  const spread = spreading(followers, counts)
  for (const { event, keys } of naming) {
    const pairs = pairsOf.get(event) ?? new Set()
    spread.learnEvent(event, pairs)
    if (counts(event)) for (const key of keys) spread.learnProceeding(key, pairs)
  }
  spread.finish()
  return scopesOf(pairsOf, followers, (key) => opened.has(key) || (spread.ofProceeding.get(key)?.size ?? 0) > 0)
}

/** Tells events of every pair from those whose pair is not known yet; what refers to an unknown one is unknown too. */
export function scopesOf(
  pairsOf: ReadonlyMap<CaseEvent, ReadonlySet<string>>,
  followers: readonly Follower[],
  known: (key: string) => boolean,
): ReadonlyMap<CaseEvent, PairScope> {
  const scopes = new Map<CaseEvent, PairScope>([...pairsOf].map(([event, pairs]) => [event, pairs.size > 0 ? pairs : 'every']))
  const referring = new Map<CaseEvent, CaseEvent[]>()
  const unknown: CaseEvent[] = []
  for (const { event, keys, references } of followers) {
    if (scopes.get(event) !== 'every') continue
    // A proceeding has a token per area of the agency that quotes it: one known token of its kind is enough.
    const kinds = Map.groupBy(keys, (key) => key.slice(0, key.indexOf(' ')))
    if ([...kinds.values()].some((tokens) => !tokens.some(known)) || references.some((meant) => clear(meant) === undefined))
      unknown.push(event)
    for (const meant of references) {
      const target = clear(meant)
      if (target !== undefined) entryOf(referring, target, () => []).push(event)
    }
  }
  for (let event = unknown.pop(); event !== undefined; event = unknown.pop()) {
    if (scopes.get(event) === 'unknown') continue
    scopes.set(event, 'unknown')
    unknown.push(...(referring.get(event) ?? []))
  }
  return scopes
}
