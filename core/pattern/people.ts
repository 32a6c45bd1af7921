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
  /** As linking compares names; undefined where that one is not shown. */
  readonly given: string | undefined
  readonly family: string | undefined
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
    given,
    family,
    born: normaliseBirthDate(text(said.birth_date) ?? undefined),
    numbers: Array.isArray(said.identifiers) ? said.identifiers.flatMap(numberOf) : [],
  }
}

const isNamed = ({ given, family, numbers }: Mention): boolean => given !== undefined || family !== undefined || numbers.length > 0

/** Whole names by each of their parts. */
function wholeNames(mentions: readonly Mention[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const { given, family } of mentions)
    if (given !== undefined && family !== undefined)
      for (const part of [`given ${given}`, `family ${family}`])
        entryOf(found, part, () => new Set<string>()).add(JSON.stringify([given, family]))
  return found
}

/** The one whole name that a part of a name may be of; the part itself where there is none, or are several. */
function wholeName({ given, family }: Mention, whole: ReadonlyMap<string, ReadonlySet<string>>): string {
  const own = JSON.stringify([given, family])
  if ((given === undefined) === (family === undefined)) return own
  const fitting = whole.get(given === undefined ? `family ${family ?? ''}` : `given ${given}`) ?? new Set()
  const [only] = fitting
  return only !== undefined && fitting.size === 1 ? only : own
}

/** By whole name the birth dates that are said of it. */
function bornUnder(mentions: readonly Mention[], nameOf: (one: Mention) => string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const one of mentions) if (one.born !== undefined) entryOf(found, nameOf(one), () => new Set<string>()).add(one.born)
  return found
}

/**
 * Keys by which mentions are of one person: the same name, unless birth dates under it differ; and the same number, where a surname or a birth date is the same, too (domain model
 * D.11, 3). Role and relationship alone where nothing names them.
 */
function keysOf(one: Mention, name: string, born: ReadonlySet<string>): readonly string[] {
  if (!isNamed(one)) return [`role ${JSON.stringify([text(one.said.role), text(one.said.relationship)])}`]
  const numbered = one.numbers.flatMap((number) => [
    ...(one.family === undefined ? [] : [`number ${number} of ${one.family}`]),
    ...(one.born === undefined ? [] : [`number ${number} born ${one.born}`]),
    ...(one.family === undefined && one.born === undefined ? [`number ${number}`] : []),
  ])
  const hasName = one.given !== undefined || one.family !== undefined
  return [...(hasName ? [`name ${name}${born.size > 1 ? ` ${one.born ?? ''}` : ''}`] : []), ...numbered]
}

/** Puts keys that are used together under one: the person's. */
function joined(groups: readonly (readonly string[])[]): (key: string) => string {
  const under = new Map<string, string>()
  // Each key that is passed is put nearer to the top, so that no chain of thousands is walked again, or is too deep.
  const top = (key: string): string => {
    let at = key
    for (let above = under.get(at); above !== undefined; above = under.get(at)) {
      under.set(at, under.get(above) ?? above)
      at = above
    }
    return at
  }
  for (const [first, ...rest] of groups)
    for (const key of rest) {
      const [own, other] = [top(first ?? key), top(key)]
      if (own !== other) under.set(other, own)
    }
  return top
}

/**
 * Who was harmed, as far as the items say: the same name is one person, unless birth dates differ; so is the same number with the same surname or birth date. Where only a role is shown, one entry stands for
 * everybody of that role and relationship. Nothing of a person but names, role and relationship is told. `items`: oldest first.
 */
export function peopleIn(items: readonly PatternItem[]): People {
  const mentions = items.flatMap((item) => harmedIn(item).map((said) => mention(item, said)))
  const whole = wholeNames(mentions)
  const names = new Map(mentions.map((one) => [one, wholeName(one, whole)]))
  const nameOf = (one: Mention): string => names.get(one) ?? ''
  const born = bornUnder(mentions.filter(isNamed), nameOf)
  const keyed = mentions.map((one) => ({ one, keys: keysOf(one, nameOf(one), born.get(nameOf(one)) ?? new Set()) }))
  const top = joined(keyed.map(({ keys }) => keys))
  const byPerson = Map.groupBy(keyed, ({ keys }) => top(keys[0] ?? ''))
  const ofItem = new Map<string, HarmedPerson[]>()
  const all = [...byPerson.values()].map((found, at) => {
    const said = found.map(({ one }) => one.said)
    const known = (field: string): string | null => said.map((one) => text(one[field])).find((value) => value !== null) ?? null
    const person: HarmedPerson = {
      id: `p${String(at + 1)}`,
      named: found.some(({ one }) => isNamed(one)),
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
