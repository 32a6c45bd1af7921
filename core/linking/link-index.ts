import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { InboxPosition } from '../publish/receipt-id.ts'
import type { PersonRole } from './evidence.ts'

/** Kinds of a person's tokens: a strong scheme, or one of these. */
export type TokenKind = 'PNC' | 'CRN' | 'NOMIS' | 'NHS' | 'NINO' | 'name' | 'full_name' | 'surname' | 'given_name' | 'birth_date'

/** A person of a case log, with every token that claims gave. */
export interface KnownPerson {
  readonly person: string
  readonly caseLog: string
  readonly role: PersonRole
  readonly tokens: Map<string, Set<string>>
}

/** An agency's event that was accepted: claimed for a case log, or waiting (`caseLog` undefined). */
export interface KnownEvent {
  readonly agency: string
  readonly system: string
  readonly eventId: string
  readonly digest: string
  readonly inbox: InboxPosition
  readonly caseLog: string | undefined
  /** Person ids, subject first; empty while it waits. */
  readonly people: readonly string[]
}

/** What is known of people, proceedings and events, as far as the events at hand can touch it. */
export interface LinkIndex {
  readonly persons: Map<string, KnownPerson>
  /** Person ids by identifier or name token. */
  readonly holders: Map<string, Set<string>>
  /** Person ids by case log, subject first. */
  readonly members: Map<string, string[]>
  /** Case logs by proceeding token. */
  readonly proceedings: Map<string, Set<string>>
  /** By event id: agencies may use the same one. */
  readonly events: Map<string, KnownEvent[]>
}

export const emptyIndex = (): LinkIndex => ({
  persons: new Map(), holders: new Map(), members: new Map(), proceedings: new Map(), events: new Map(),
})

function setOf<T>(map: Map<string, Set<T>>, key: string): Set<T> {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = new Set<T>()
  map.set(key, made)
  return made
}

/** Adds a person, if new, and returns it. The first role that a case gives a person stays. */
export function learnPerson(index: LinkIndex, person: string, caseLog: string, role: PersonRole): KnownPerson {
  const found = index.persons.get(person)
  if (found !== undefined) return found
  const made: KnownPerson = { person, caseLog, role, tokens: new Map() }
  index.persons.set(person, made)
  const members = index.members.get(caseLog) ?? []
  index.members.set(caseLog, role === 'subject' ? [person, ...members] : [...members, person])
  return made
}

/** Adds a token to a known person. True when the person did not have it. */
export function learnToken(index: LinkIndex, known: KnownPerson, kind: string, token: string): boolean {
  const tokens = setOf(known.tokens, kind)
  if (tokens.has(token)) return false
  tokens.add(token)
  setOf(index.holders, token).add(known.person)
  return true
}

export function learnProceeding(index: LinkIndex, token: string, caseLog: string): boolean {
  const logs = setOf(index.proceedings, token)
  if (logs.has(caseLog)) return false
  logs.add(caseLog)
  return true
}

/** Adds an event, or replaces what was known of it. */
export function learnEvent(index: LinkIndex, event: KnownEvent): void {
  const others = (index.events.get(event.eventId) ?? []).filter((known) => known.agency !== event.agency || known.system !== event.system)
  index.events.set(event.eventId, [...others, event])
}

/** What is known of an agency's event. */
export const knownEvent = (index: LinkIndex, { id, agency, system }: Pick<AgencyEvent, 'id' | 'agency' | 'system'>): KnownEvent | undefined =>
  index.events.get(id)?.find((known) => known.agency === agency && known.system === system)

/** The subject of a case log. */
export function subjectOf(index: LinkIndex, caseLog: string): KnownPerson | undefined {
  const first = index.members.get(caseLog)?.[0]
  const known = first === undefined ? undefined : index.persons.get(first)
  return known?.role === 'subject' ? known : undefined
}

/** The people harmed of a case log. */
export const harmedOf = (index: LinkIndex, caseLog: string): readonly KnownPerson[] =>
  (index.members.get(caseLog) ?? []).flatMap((person) => index.persons.get(person) ?? []).filter((known) => known.role !== 'subject')

/** People, of any case and role, who have the token. */
export const holdersOf = (index: LinkIndex, token: string): readonly KnownPerson[] =>
  [...index.holders.get(token) ?? []].flatMap((person) => index.persons.get(person) ?? [])
