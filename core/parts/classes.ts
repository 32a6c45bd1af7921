import type { IndexPart } from '../case/index-part.ts'
import { CASE_OWNER, harmedClass, ownerOf } from './owner.ts'

/** What of an event's schema says where its values go. */
export interface ClassedFields {
  readonly details: readonly { readonly name: string; readonly class: string }[]
}

/** What a part is kept and sealed by. */
export interface PartKey {
  readonly owner: string
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
