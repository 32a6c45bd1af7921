import type { AccessRecord } from '../../core/access-log/access-record.ts'
import type { Unopened } from '../../infra/access-log/open-record.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { AgencyEntry } from '../../policy/facts/input.ts'
import { purposeLaw } from '../read/purpose-law.ts'
import { actionWords } from './action-words.ts'
import type { OpenedAccess } from './opened-records.ts'
import type { SeenEvent, SeenPart } from './seen.ts'

/** An event that was shown, as an auditor hears of it: what it was and of when, and nothing of its content. */
export interface SeenEventItem {
  /** Id of the case for the auditor's agency. */
  readonly case: string
  readonly type: string
  readonly title: string
  /** No more precise than it was recorded. */
  readonly occurred: { readonly from: string; readonly until?: string; readonly precision: string }
  readonly tombstone: boolean
  readonly classes: readonly SeenPart[]
}

/** How many events' parts of a class went out in one form. */
export interface SeenClass extends SeenPart {
  readonly events: number
}

/** Who reads, as the record names them. `staff`: `<agency>:<staff id>`; null where nobody was signed in, or their opening was erased or cannot be read. */
export interface ReaderItem {
  readonly staff: string | null
  readonly agency: string
  readonly agency_name: string
  readonly role: string
}

/** One recorded access. */
export interface AccessItem {
  /** Id of the access record. */
  readonly record: string
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly reader: ReaderItem
  readonly action: string
  /** The action in words. */
  readonly did: string
  readonly purpose: string
  /** The law that the purpose rests on for that agency, in words; null for a record without a purpose of the list. */
  readonly law: string | null
  readonly outcome: string
  /** Whether the record could be opened, and holds. */
  readonly opening: 'held' | Unopened
  /** Whether the reader had emergency access to the case open. */
  readonly break_glass: boolean
}

/** A read, with what of it went out. */
export interface ReadItem extends AccessItem {
  readonly classes: readonly SeenClass[]
  readonly events: readonly SeenEventItem[]
}

export interface ItemDeps {
  readonly types: Catalogue['types']
  readonly agencies: ReadonlyMap<string, AgencyEntry>
  readonly caseIdOf: (caseLog: CaseLogId) => string
}

export const occurredOf = ({ occurred: { from, until, precision } }: SeenEvent['index']): SeenEventItem['occurred'] => ({
  from,
  precision,
  ...(until === null ? {} : { until }),
})

/** The classes of what went out, in the order of their codes, each form and owner apart. */
export function seenClasses(events: readonly Pick<SeenEvent, 'parts'>[]): readonly SeenClass[] {
  const keyOf = (part: SeenPart): string => `${part.class} ${part.form} ${part.of}`
  const each = events.flatMap(({ parts }) => [...new Map(parts.map((part) => [keyOf(part), part])).values()])
  return [...Map.groupBy(each, keyOf)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, of]) => of.slice(0, 1).map((part) => ({ ...part, events: of.length })))
}

const readerItem = (
  { agency, role }: Pick<AccessRecord, 'agency' | 'role'>,
  staff: string | null,
  agencies: ItemDeps['agencies'],
): ReaderItem => ({ staff, agency, agency_name: agencies.get(agency)?.name ?? agency, role })

const openingOf = ({ actor, request, decision }: OpenedAccess['opened']): AccessItem['opening'] =>
  [actor, request, decision].find((part) => typeof part === 'string') ?? 'held'

/** A recorded access, from the record itself. Pure. */
export function accessItem({ record, opened }: OpenedAccess, { agencies }: Pick<ItemDeps, 'agencies'>, isEmergency: boolean): AccessItem {
  const { id, at, action, agency, role, purpose, outcome } = record
  return {
    record: id,
    at,
    reader: readerItem({ agency, role }, typeof opened.actor === 'string' ? null : opened.actor.staff, agencies),
    action,
    did: actionWords(action),
    purpose,
    law: purposeLaw(purpose, agencies.get(agency)?.type) ?? null,
    outcome,
    opening: openingOf(opened),
    break_glass: isEmergency,
  }
}

const eventItem = ({ caseLog, index, tombstone, parts }: SeenEvent, { types, caseIdOf }: ItemDeps): SeenEventItem => ({
  case: caseIdOf(caseLog),
  type: index.type,
  title: types.get(index.type)?.title ?? index.type,
  occurred: occurredOf(index),
  tombstone,
  classes: parts,
})

/** A read, with the events that it showed of those that the question is about. Pure. */
export const readItem = (access: OpenedAccess, seen: readonly SeenEvent[], deps: ItemDeps, isEmergency: boolean): ReadItem => ({
  ...accessItem(access, deps, isEmergency),
  classes: seenClasses(seen),
  events: seen.map((event) => eventItem(event, deps)),
})
