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

/** The classes of parts that an event may have, in order, and those among them that its fields have. */
interface ClassesOf {
  readonly inOrder: readonly string[]
  readonly ofFields: ReadonlySet<string>
}

/** Classes that every event may have a part of: of its record, its sources and its tactics; of who uses abuse; of the harmed people whom it names. */
const OF_EVERY_EVENT = ['META', 'SOURCE', 'TACTIC', 'PERP_ID'] as const
const OF_HARMED = ['VIC_ID', 'CHILD'] as const

function classesWith(fields: Iterable<string>): ClassesOf {
  const ofFields = new Set<string>([...OF_EVERY_EVENT, ...fields])
  return { inOrder: [...ofFields.union(new Set(OF_HARMED))].sort(order), ofFields }
}

const asInSchema = new WeakMap<ClassedFields['details'], ClassesOf>()

/** The classes of a schema's fields; found once for each schema, where the publisher has raised none. */
function classesOf(schema: ClassedFields, raised: IndexPart['raised']): ClassesOf {
  if (raised.length > 0) return classesWith(fieldClasses(schema, raised).values())
  const known = asInSchema.get(schema.details)
  if (known !== undefined) return known
  const found = classesWith(fieldClasses(schema, raised).values())
  asInSchema.set(schema.details, found)
  return found
}

type PartsIndex = Pick<IndexPart, 'subject' | 'harmed' | 'raised'>

/** The owners of the parts of a class of identity: the harmed people of its role, and who owns its fields. */
function ownersOfIdentity(sensitivity: string, index: PartsIndex, hasFields: boolean): readonly PartKey['owner'][] {
  const owners = new Set<PartKey['owner']>(hasFields ? [ownerOf(sensitivity, index)] : [])
  for (const { person, role } of index.harmed) if (harmedClass(role) === sensitivity) owners.add(person)
  return owners.size < 2 ? [...owners] : [...owners].sort(order)
}

/**
 * Every (owner, class) that an event of this type can have a part of, from its schema and clear index part alone, ordered by
 * class then owner. The record may hold fewer: a part without values is not written.
 */
export function partsOf(schema: ClassedFields, index: PartsIndex): readonly PartKey[] {
  const { inOrder, ofFields } = classesOf(schema, index.raised)
  const keys: PartKey[] = []
  for (const sensitivity of inOrder) {
    if (sensitivity === 'VIC_ID' || sensitivity === 'CHILD')
      for (const owner of ownersOfIdentity(sensitivity, index, ofFields.has(sensitivity))) keys.push({ owner, class: sensitivity })
    else keys.push({ owner: ownerOf(sensitivity, index), class: sensitivity })
  }
  return keys
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
function theOne({ harmed }: PeopleOf, role: string): PartKey['owner'] {
  let found: PartKey['owner'] | undefined
  for (const one of harmed) {
    if (one.role !== role || one.person === found) continue
    if (found !== undefined) return CASE_OWNER
    found = one.person
  }
  return found ?? CASE_OWNER
}

/** Whose key seals an event's values of a class (docs/architecture.md, "Sealed parts"): a person id, or empty for the case. */
export function ownerOf(sensitivity: string, people: PeopleOf): PartKey['owner'] {
  if (OF_SUBJECT.has(sensitivity)) return people.subject
  if (OF_ADULT.has(sensitivity)) return theOne(people, 'adult')
  return sensitivity === 'CHILD' ? theOne(people, 'child') : CASE_OWNER
}

/** The class of a harmed person's identity (docs/decisions/0006). */
export const harmedClass = (role: string): 'CHILD' | 'VIC_ID' => (role === 'child' ? 'CHILD' : 'VIC_ID')
