import { normaliseWords } from '../linking/names.ts'
import names from './lists/names.json' with { type: 'json' }
import lists from './lists/words.json' with { type: 'json' }

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Words that tell what is a person's name, by what they do (core/names/lists/words.json). */
export const beside = {
  titles: set(lists.titles),
  plainTitles: set(lists.plain_titles),
  relations: set(lists.relations),
  said: set(lists.said),
  wasPeople: set(lists.was_people),
  met: set(lists.met),
  metSurely: set(lists.met_surely),
  knownAs: set(lists.known_as),
  ofMonths: set(lists.of_months),
  determiners: set(lists.determiners),
  doneTo: set(lists.done_to),
  inPlaces: set(lists.in_places),
  particles: set(lists.particles),
  prefixes: set(lists.prefixes),
  heads: set(lists.heads),
  softHeads: set(lists.soft_heads),
  beforePlaces: set(lists.before_places),
  laws: set(lists.laws),
  smallNames: set(lists.small_names),
  smallSurnames: set(lists.small_surnames),
  stayCapitals: new Set(lists.stay_capitals.toLowerCase().split(' ')),
  phrases: new Set(lists.phrases),
}

/**
 * What a word may be. `name`: a name and no common word; `first`: a common word that is a name first when it has a capital (Jack); `also`: one that is a name
 * too (Rose, Will, Green); `place`: a place, or a thing, that is a name too (Chelsea); `month`; `stay`: never a name alone; `word`: anything else.
 */
export type Kind = 'name' | 'first' | 'also' | 'place' | 'month' | 'stay' | 'word'

const [stay, places, months, first, also] = [lists.stay, lists.places, lists.months, lists.first_names, lists.also_names].map(set) as [
  ReadonlySet<string>,
  ReadonlySet<string>,
  ReadonlySet<string>,
  ReadonlySet<string>,
  ReadonlySet<string>,
]
const rests: Readonly<Record<string, string>> = names.names

/** True of a word of the list of names, which has no common words. */
const isListed = (word: string): boolean => word.length >= 3 && ` ${rests[word.slice(0, 3)] ?? '\0'} `.includes(` ${word.slice(3) || '.'} `)

function kindOfWord(word: string): Kind {
  if (stay.has(word)) return 'stay'
  if (months.has(word)) return 'month'
  if (places.has(word)) return 'place'
  if (first.has(word)) return 'first'
  if (also.has(word)) return 'also'
  return isListed(word) ? 'name' : 'word'
}

/** Names that their form tells: O'Neill, D'Souza, McDonald, MacLeod, FitzGerald. */
const FORMED = /^(?:[OD]['’‘`´ʼ]\p{Lu}|M(?:a?)c\p{Lu}|Fitz\p{Lu})/u
const STRONG: ReadonlySet<Kind> = new Set(['name', 'first'])

/** A word with hyphens: a name where one part is and none is a word that stays. `al-Hassan`, `Smith-Jones`, `Anne-Marie`. */
function kindOfParts(said: string, parts: readonly string[]): Kind {
  const written = said.split(/[\u2010\u2011-]/u)
  const own = parts.slice(beside.prefixes.has(parts[0] ?? '') || beside.particles.has(parts[0] ?? '') ? 1 : 0)
  const kinds = own.map(kindOfWord)
  const isCommon = (part: string, at: number): boolean => kinds[at] === 'word' && !/^\p{Lu}/u.test(part)
  if (kinds.includes('stay') || own.some((part) => part.length < 2) || written.slice(parts.length - own.length).some(isCommon))
    return 'word'
  if (kinds.some((kind) => STRONG.has(kind)) || (own.length < parts.length && own.length > 0)) return 'name'
  return kinds.every((kind) => kind === 'also' || kind === 'place') ? 'name' : 'word'
}

/** A word as lists have it, and what it may be. */
export interface Known {
  readonly name: string
  readonly kind: Kind
}

/** Words said often are looked up once. Bounded in number and length, so that no text makes it grow: V8 copies a part of a string up to so many characters, and keeps the whole text for a longer one. */
const [MOST_KEPT, LONGEST_KEPT] = [4_000, 12]
const kept = new Map<string, Known>()

/** Looks up a word as it was written. */
export function known(said: string): Known {
  const before = kept.get(said)
  if (before !== undefined) return before
  const name = normaliseWords(said) ?? ''
  const parts = name.split(' ')
  const formed = FORMED.test(said) && !stay.has(name)
  const found: Known = { name, kind: formed ? 'name' : parts.length > 1 ? kindOfParts(said, parts) : kindOfWord(name) }
  if (said.length > LONGEST_KEPT) return found
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(said, found)
  return found
}
