import { normaliseBirthDate, normaliseNames } from '../linking/names.ts'
import { entryOf } from '../case/entry-of.ts'
import { harmedIn, type PatternItem } from './item.ts'
import type { HarmedPerson } from './pattern.ts'

type Said = Readonly<Record<string, unknown>>

/** The people harmed in the items of one answer, and who of them an item names. */
export interface People {
  readonly all: readonly HarmedPerson[]
  readonly of: (item: PatternItem) => readonly HarmedPerson[]
}

interface Mention {
  readonly item: PatternItem
  readonly said: Said
  /** Equal of two mentions of one named person, but for a birth date; undefined where no name is shown. */
  readonly name: string | undefined
  readonly born: string | undefined
  readonly numbers: readonly string[]
}

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null)

const numberOf = (identifier: unknown): readonly string[] => {
  const { scheme, value } = (typeof identifier === 'object' && identifier !== null ? identifier : {}) as Said
  return typeof scheme === 'string' && typeof value === 'string' && scheme !== 'LOCAL'
    ? [`${scheme} ${value.replace(/\s/g, '').toUpperCase()}`]
    : []
}

function mention(item: PatternItem, said: Said): Mention {
  const { given, family } = normaliseNames(text(said.given_name), text(said.family_name))
  return {
    item,
    said,
    name: given === undefined && family === undefined ? undefined : JSON.stringify([given, family]),
    born: normaliseBirthDate(text(said.birth_date) ?? undefined),
    numbers: Array.isArray(said.identifiers) ? said.identifiers.flatMap(numberOf) : [],
  }
}

/** Keys by which mentions are of one person: the same name, unless birth dates under it differ, and the same number. Role and relationship alone where no name is shown. */
function keysOf({ name, born, numbers, said }: Mention, bornUnder: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  if (name === undefined && numbers.length === 0) return [`role ${JSON.stringify([text(said.role), text(said.relationship)])}`]
  const differ = name !== undefined && (bornUnder.get(name)?.size ?? 0) > 1
  return [...(name === undefined ? [] : [`name ${name}${differ ? ` ${born ?? ''}` : ''}`]), ...numbers.map((number) => `number ${number}`)]
}

/** Puts keys that are used together under one: the person's. */
function joined(groups: readonly (readonly string[])[]): (key: string) => string {
  const under = new Map<string, string>()
  const top = (key: string): string => {
    const above = under.get(key)
    return above === undefined ? key : top(above)
  }
  for (const [first, ...rest] of groups)
    for (const key of rest) {
      const [own, other] = [top(first ?? key), top(key)]
      if (own !== other) under.set(other, own)
    }
  return top
}

/**
 * Who was harmed, as far as the items say: the same name is one person, unless birth dates differ; so is the same number. Where only a role is shown, one entry stands for
 * everybody of that role and relationship. Nothing of a person but names, role and relationship is told. `items`: oldest first.
 */
export function peopleIn(items: readonly PatternItem[]): People {
  const mentions = items.flatMap((item) => harmedIn(item).map((said) => mention(item, said)))
  const bornUnder = new Map<string, Set<string>>()
  for (const { name, born } of mentions)
    if (name !== undefined && born !== undefined) entryOf(bornUnder, name, () => new Set<string>()).add(born)
  const keyed = mentions.map((one) => ({ one, keys: keysOf(one, bornUnder) }))
  const top = joined(keyed.map(({ keys }) => keys))
  const byPerson = Map.groupBy(keyed, ({ keys }) => top(keys[0] ?? ''))
  const ofItem = new Map<string, HarmedPerson[]>()
  const all = [...byPerson.values()].map((found, at) => {
    const said = found.map(({ one }) => one.said)
    const known = (field: string): string | null => said.map((one) => text(one[field])).find((value) => value !== null) ?? null
    const person: HarmedPerson = {
      id: `p${String(at + 1)}`,
      named: found.some(({ one }) => one.name !== undefined || one.numbers.length > 0),
      given_name: known('given_name'),
      family_name: known('family_name'),
      role: known('role'),
      relationships: [...new Set(said.flatMap((one) => text(one.relationship) ?? []))],
      events: [...new Set(found.map(({ one }) => one.item.id))],
    }
    for (const id of person.events) entryOf(ofItem, id, () => []).push(person)
    return person
  })
  return { all, of: ({ id }) => ofItem.get(id) ?? [] }
}

/** Relationships of somebody who is an adult whatever the role says: partners, and those who are older. */
const ADULT: ReadonlySet<string> = new Set([
  'spouse',
  'ex_spouse',
  'engaged_or_agreed',
  'partner',
  'ex_partner',
  'co_parent',
  'parent_of_subject',
  'grandparent_of_subject',
])

/** An adult, or a partner or former partner of any age (domain model G.1: "adult or ex-partner-type"). */
export const isAdultVictim = ({ role, relationships }: HarmedPerson): boolean =>
  role === 'adult' || relationships.some((relationship) => ADULT.has(relationship))

/** The adults among the people whom events harmed; `more`: some are shown by role alone, and may be others. */
export function adultsIn(
  items: readonly PatternItem[],
  people: People,
): { readonly named: readonly HarmedPerson[]; readonly more: boolean } {
  const found = [...new Set(items.flatMap((item) => people.of(item)))].filter(isAdultVictim)
  return { named: found.filter(({ named }) => named), more: found.some(({ named }) => !named) }
}
