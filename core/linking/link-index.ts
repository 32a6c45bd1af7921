import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { AgencyId, CaseLogId, PersonId } from '../../schemas/ids.ts'
import type { OwnStatement } from '../publish/own-events/statement.ts'
import { createStatements, type Statements } from '../publish/own-events/statements.ts'
import type { InboxPosition } from '../publish/receipt-id.ts'
import type { PersonRole } from './evidence.ts'
import { personIn, survivorOf, type NumberedMerge } from './merges.ts'

/** Kinds of a person's tokens: a strong scheme, or one of these. */
export type TokenKind = 'PNC' | 'CRN' | 'NOMIS' | 'NHS' | 'NINO' | 'name' | 'full_name' | 'surname' | 'given_name' | 'birth_date'

/** Stands where a case log's id would, for an event in no case: a decision of who is who, or an event that people took out of its case. */
export const IN_NO_CASE = ''

/** A person of a case, with every token that claims gave. People who were found to be one person are one entry, with the tokens of all. */
export interface KnownPerson {
  readonly person: PersonId
  readonly caseLog: CaseLogId
  /** Case logs that have the person under this very id. */
  readonly logs: Set<CaseLogId>
  readonly role: PersonRole
  readonly tokens: Map<string, Set<string>>
  /** The same tokens by the id that they came with. Kept once somebody is merged into this person in some case, since in another case the two may be apart. */
  readonly byId: Map<PersonId, Map<string, Set<string>>>
  /** Ids of people of whom she may be one. Several fitted, so that she was taken for new; people have still to compare them. */
  readonly candidates: readonly PersonId[]
}

/** An agency's event that was accepted: claimed for a case log or for none (IN_NO_CASE), or waiting (`caseLog` undefined). */
export interface KnownEvent {
  readonly agency: AgencyId
  readonly system: string
  readonly eventId: string
  /** Event type; empty where it is not known. */
  readonly type: string
  readonly digest: string
  readonly inbox: InboxPosition
  readonly caseLog: CaseLogId | typeof IN_NO_CASE | undefined
  /** Person ids, subject first; empty while it waits. */
  readonly people: readonly PersonId[]
}

/**
 * What linking knows of people, proceedings and events: loaded from the store for a batch, as far as the batch can need it, and added to as its events are linked.
 * What was merged is found under the id that stands for it.
 */
export interface LinkIndex {
  /** Merges of the cases that are known; there before anything else of them. */
  readonly merges: Map<string, NumberedMerge>
  readonly persons: Map<PersonId, KnownPerson>
  /** Person ids by identifier or name token. */
  readonly holders: Map<string, Set<PersonId>>
  /** Person ids by case, subject first. */
  readonly members: Map<CaseLogId, PersonId[]>
  /** Cases by proceeding token. */
  readonly proceedings: Map<string, Set<CaseLogId>>
  /** By event id: agencies may use the same one. */
  readonly events: Map<string, KnownEvent[]>
  /** What agencies' events say by which their own later ones are judged. */
  readonly statements: Statements
}

export const emptyIndex = (): LinkIndex => ({
  merges: new Map(),
  persons: new Map(),
  holders: new Map(),
  members: new Map(),
  proceedings: new Map(),
  events: new Map(),
  statements: createStatements(),
})

function setOf<T>(map: Map<string, Set<T>>, key: string): Set<T> {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = new Set<T>()
  map.set(key, made)
  return made
}

/** Adds a person, if new, and returns it. The first role that a case gives a person stays, and whom she may be. */
export function learnPerson(
  index: LinkIndex,
  id: PersonId,
  log: CaseLogId,
  role: PersonRole,
  candidates: readonly PersonId[] = [],
): KnownPerson {
  const caseLog = survivorOf(index.merges, log)
  const person = personIn(index.merges, caseLog, id)
  const known = index.persons.get(person) ?? {
    person,
    caseLog,
    logs: new Set<CaseLogId>(),
    role,
    tokens: new Map<string, Set<string>>(),
    byId: new Map(),
    candidates: person === id ? candidates : [],
  }
  if (person === id) known.logs.add(log)
  index.persons.set(person, known)
  const members = index.members.get(caseLog) ?? []
  if (!members.includes(person)) index.members.set(caseLog, known.role === 'subject' ? [person, ...members] : [...members, person])
  return known
}

function keepById({ person, tokens, byId }: KnownPerson, id: PersonId, kind: string, token: string): void {
  if (id === person && byId.size === 0) return
  if (byId.size === 0) byId.set(person, new Map([...tokens].map(([of, all]) => [of, new Set(all)])))
  const own = byId.get(id) ?? new Map<string, Set<string>>()
  byId.set(id, own)
  setOf(own, kind).add(token)
}

/** Adds a token to a known person. `id`: under which the token came (default: the person's own). Returns true when the person did not have the token. */
export function learnToken(index: LinkIndex, known: KnownPerson, kind: string, token: string, id: PersonId = known.person): boolean {
  keepById(known, id, kind, token)
  const tokens = setOf(known.tokens, kind)
  if (tokens.has(token)) return false
  tokens.add(token)
  setOf(index.holders, token).add(known.person)
  return true
}

/** The tokens of a person as a case has them: of the ids that stand for one there, whatever was made one in other cases. `caseLog`: what stands for the case. */
export function tokensIn(
  index: LinkIndex,
  caseLog: CaseLogId,
  { person, tokens, byId }: KnownPerson,
): ReadonlyMap<string, ReadonlySet<string>> {
  const here = [...byId].filter(([id]) => personIn(index.merges, caseLog, id) === person)
  if (here.length === byId.size) return tokens
  const kinds = new Set(here.flatMap(([, of]) => [...of.keys()]))
  return new Map([...kinds].map((kind) => [kind, new Set(here.flatMap(([, of]) => [...(of.get(kind) ?? [])]))]))
}

export function learnProceeding(index: LinkIndex, token: string, log: CaseLogId): boolean {
  const logs = setOf(index.proceedings, token)
  const caseLog = survivorOf(index.merges, log)
  if (logs.has(caseLog)) return false
  logs.add(caseLog)
  return true
}

/** Adds an event, or replaces what was known of it. */
export function learnEvent(index: LinkIndex, event: KnownEvent): void {
  const others = (index.events.get(event.eventId) ?? []).filter((known) => known.agency !== event.agency || known.system !== event.system)
  index.events.set(event.eventId, [...others, event])
}

type Said = Pick<KnownEvent, 'agency' | 'system' | 'eventId' | 'type' | 'inbox'>

/** Adds what an event says by which later ones of its agency are judged; null where that is nothing. */
export function learnStatement(index: LinkIndex, { agency, system, eventId, type, inbox }: Said, statement: OwnStatement | null): void {
  if (statement !== null) index.statements.learn({ ...statement, agency, system, eventId, type, inbox })
}

/** What is known of an agency's event. */
export const knownEvent = (
  index: LinkIndex,
  { id, agency, system }: Pick<AgencyEvent, 'id' | 'agency' | 'system'>,
): KnownEvent | undefined => index.events.get(id)?.find((known) => known.agency === agency && known.system === system)

/** The subject of the case of a case log. */
export function subjectOf(index: LinkIndex, caseLog: CaseLogId): KnownPerson | undefined {
  const first = index.members.get(survivorOf(index.merges, caseLog))?.[0]
  const known = first === undefined ? undefined : index.persons.get(first)
  return known?.role === 'subject' ? known : undefined
}

/** The people harmed of the case of a case log. */
export const harmedOf = (index: LinkIndex, caseLog: CaseLogId): readonly KnownPerson[] =>
  (index.members.get(survivorOf(index.merges, caseLog)) ?? [])
    .flatMap((person) => index.persons.get(person) ?? [])
    .filter((known) => known.role !== 'subject')

/** People, of any case and role, who have the token. */
export function holdersOf(index: LinkIndex, token: string): readonly KnownPerson[] {
  const holders = index.holders.get(token)
  return holders === undefined ? [] : [...holders].flatMap((person) => index.persons.get(person) ?? [])
}

/** Of those of `people` of whom it is not known which of several they are: the ids of whom each may be, by person id. */
export const candidatesOf = (index: LinkIndex, people: readonly PersonId[]): ReadonlyMap<string, readonly PersonId[]> =>
  new Map(
    people.flatMap((person) => {
      const { candidates = [] } = index.persons.get(person) ?? {}
      return candidates.length === 0 ? [] : [[person, candidates] as const]
    }),
  )
