import { listOf, recordOf, type Data } from './json.ts'

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** A person's name, where it is disclosed. */
export function personName(person: unknown): string | undefined {
  const { given_name: given, family_name: family } = recordOf(person)
  const words = [given, family].flatMap((part) => text(part) ?? [])
  return words.length === 0 ? undefined : words.join(' ')
}

/** Who somebody is to him, where no name is disclosed, by code of `relationship`. */
const TO_HIM: Readonly<Record<string, string>> = {
  spouse: 'a spouse or civil partner',
  ex_spouse: 'a former spouse or civil partner',
  engaged_or_agreed: 'a fiancé or fiancée',
  partner: 'a partner',
  ex_partner: 'an ex-partner',
  co_parent: 'the other parent of a child',
  parent_of_subject: 'a parent',
  child_of_subject: 'a child',
  step_child_of_subject: 'a step-child',
  sibling: 'a brother or sister',
  grandparent_of_subject: 'a grandparent',
  in_law: 'an in-law',
  other_relative: 'a relative',
  not_personally_connected: 'a person not personally connected',
}

/** An age band in words: `5-10` is `5 to 10`. */
export const ageBandWords = (band: string): string => band.replace('-and-over', ' and over').replace('-', ' to ')

/** What somebody is without a name: a child, with the age where it is disclosed, an ex-partner, an adult. */
function kindWords(person: Data): string | undefined {
  const { role, relationship, age_band: band } = person
  if (role === 'child') {
    const kind = typeof relationship === 'string' && relationship.startsWith('step_child') ? 'a step-child' : 'a child'
    return text(band) === undefined ? kind : `${kind} aged ${ageBandWords(String(band))}`
  }
  return (typeof relationship === 'string' ? TO_HIM[relationship] : undefined) ?? (role === 'adult' ? 'an adult' : undefined)
}

/** A person as this reader may know them: by name, else by pseudonym, else by what they are. */
export const personWords = (person: unknown): string =>
  personName(person) ?? text(recordOf(person).pseudonym) ?? kindWords(recordOf(person)) ?? 'a person'

/** A person named, and what they are: `Leanne Marsh (an ex-partner)`. */
export function personInFull(person: unknown): string {
  const [who, kind] = [personWords(person), kindWords(recordOf(person))]
  return kind === undefined || kind === who ? who : `${who} (${kind})`
}

/** Words joined as in a sentence: `a, b and c`. */
export const joined = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`

/** Words of people, each once; those whom nothing tells apart with how many they are. */
function together(people: readonly unknown[], wordsOf: (person: unknown) => string): readonly string[] {
  const counted = new Map<string, number>()
  for (const person of people) counted.set(wordsOf(person), (counted.get(wordsOf(person)) ?? 0) + 1)
  return [...counted].map(([words, times]) => (times === 1 ? words : `${words} (${String(times)} people)`))
}

/** The people harmed of an event, as far as they are disclosed. */
export const harmedOf = (data: Data): readonly unknown[] => listOf(data.harmed)

/** Whom an event harmed, for a line: `Leanne Marsh (an ex-partner) and a child aged 5 to 10`. Undefined where nobody is disclosed. */
export function harmedWords(data: Data): string | undefined {
  const people = together(harmedOf(data), personInFull)
  return people.length === 0 ? undefined : joined(people)
}

/** Whom a sentence about what he did names: the adults, else the children. Undefined where nobody is disclosed. */
export function whomWords(data: Data): string | undefined {
  const people = harmedOf(data)
  const adults = people.filter((person) => recordOf(person).role !== 'child')
  const named = together(adults.length > 0 ? adults : people, personWords)
  return named.length === 0 ? undefined : joined(named)
}

/** People of an event by the event's own keys, as this reader may know them. */
export const peopleByKey = (data: Data): ReadonlyMap<unknown, string> =>
  new Map(
    [data.subject, ...harmedOf(data)].flatMap((person) => {
      const { key } = recordOf(person)
      return key === undefined ? [] : [[key, personWords(person)] as const]
    }),
  )
