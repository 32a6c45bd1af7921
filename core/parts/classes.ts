import type { PersonId } from '../../schemas/ids.ts'
import type { IndexPart } from '../case/index-part.ts'

/** What of an event's schema says where its values go. */
export interface ClassedFields {
  readonly details: readonly { readonly name: string; readonly class: string }[]
}

/** What a part is kept and sealed by. */
export interface PartKey {
  /** A person, or empty for the case itself. */
  readonly owner: PersonId | ''
  readonly class: string
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** The order of parts in a record: class, then owner, by code unit. */
export const byClassThenOwner = (one: PartKey, other: PartKey): number => order(one.class, other.class) || order(one.owner, other.owner)

/** The class of each details field: the stricter one that the publisher raised it to, else the schema's. */
export function fieldClasses(schema: ClassedFields, raised: IndexPart['raised']): ReadonlyMap<string, string> {
  const raises = new Map(raised.map(({ field, class: sensitivity }) => [field, sensitivity]))
  return new Map(schema.details.map(({ name, class: sensitivity }) => [name, raises.get(name) ?? sensitivity]))
}

/**
 * Every (owner, class) that an event of this type can have a part of, from its schema and clear index part alone, ordered by
 * class then owner. The record may hold fewer: a part without values is not written.
 */
export function partsOf(schema: ClassedFields, index: Pick<IndexPart, 'subject' | 'harmed' | 'raised'>): readonly PartKey[] {
  const keys: PartKey[] = [
    { owner: CASE_OWNER, class: 'META' },
    { owner: CASE_OWNER, class: 'SOURCE' },
    { owner: CASE_OWNER, class: 'TACTIC' },
    { owner: ownerOf('PERP_ID', index), class: 'PERP_ID' },
    ...index.harmed.map(({ person, role }) => ({ owner: person, class: harmedClass(role) })),
    ...[...new Set(fieldClasses(schema, index.raised).values())].map((sensitivity) => ({
      owner: ownerOf(sensitivity, index),
      class: sensitivity,
    })),
  ]
  const sorted = keys.toSorted(byClassThenOwner)
  return sorted.filter((key, at) => {
    const before = sorted[at - 1]
    return before === undefined || byClassThenOwner(before, key) !== 0
  })
}

/** The people of an event, as its index part names them. */
export interface PeopleOf {
  readonly subject: PartKey['owner']
  readonly harmed: readonly { readonly person: PartKey['owner']; readonly role: string }[]
}

/** Parts that no one person owns are the case's. */
export const CASE_OWNER = ''

const OF_SUBJECT: ReadonlySet<string> = new Set(['PERP_ID', 'PERP_LOC', 'PERP_HEALTH'])
const OF_ADULT: ReadonlySet<string> = new Set(['VIC_ID', 'VIC_LOC', 'VIC_VOICE', 'VIC_SUPPORT', 'VIC_HEALTH', 'SPECIAL', 'IMMIG'])

/** The one person of that role, or the case where the event names none or several. */
function theOne(people: PeopleOf, role: string): PartKey['owner'] {
  const persons = new Set(people.harmed.filter((harmed) => harmed.role === role).map(({ person }) => person))
  const [person, ...others] = persons
  return person === undefined || others.length > 0 ? CASE_OWNER : person
}

/** Whose key seals an event's values of a class (docs/architecture.md, "Sealed parts"): a person id, or empty for the case. */
export function ownerOf(sensitivity: string, people: PeopleOf): PartKey['owner'] {
  if (OF_SUBJECT.has(sensitivity)) return people.subject
  if (OF_ADULT.has(sensitivity)) return theOne(people, 'adult')
  return sensitivity === 'CHILD' ? theOne(people, 'child') : CASE_OWNER
}

/** The class of a harmed person's identity (docs/decisions/0006). */
export const harmedClass = (role: string): 'CHILD' | 'VIC_ID' => (role === 'child' ? 'CHILD' : 'VIC_ID')
