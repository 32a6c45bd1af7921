import MiniSearch from 'minisearch'
import type { Catalogue } from '../../schemas/index.ts'
import { everydayWords, type EverydayWords, type Saying } from './everyday-words.ts'

/** Something of the catalogue that a search finds. */
export type CatalogueHit =
  | ({ readonly kind: 'words' } & EverydayWords)
  | { readonly kind: 'event-type'; readonly type: string; readonly title: string; readonly doc: string }
  | { readonly kind: 'field'; readonly field: string; readonly doc: string; readonly types: readonly string[] }
  | {
      readonly kind: 'code'
      readonly codeList: string
      readonly code: string
      readonly label: string
      readonly usedBy: readonly { readonly type: string; readonly field: string }[]
    }

/** Finds things of the catalogue, the best first. */
export type CatalogueSearch = (question: string) => readonly CatalogueHit[]

/** Longest question in characters; the rest of it is not looked at. */
export const LONGEST_QUESTION = 100
const MOST_HITS = 20
/** What people say, at most so much of it, stands before what is called just so. */
const WORDS_FIRST = 5

/** Words that tell nothing apart. */
const SMALL_WORDS = new Set(
  (
    'a about after again all an and any are as at be been before being but by can for from had has have he her him his how i if in into is it its me my no not of off on or our ' +
    'she so than that the their them then there they this to up us was we were what where which will you'
  ).split(' '),
)
const term = (word: string): string | null => {
  const plain = word.toLowerCase().replace(/[’']s?$/, '')
  return plain === '' || SMALL_WORDS.has(plain) ? null : plain
}

const docOf = ({ source }: { readonly source: unknown }): string => (source as { readonly doc?: string }).doc ?? ''

function hitsOf({ types, codeLists }: Catalogue, table: readonly EverydayWords[]): readonly CatalogueHit[] {
  const schemas = [...types.values()]
  const fields = new Map<string, { readonly field: string; readonly doc: string; readonly types: string[] }>()
  for (const { type, details } of schemas) {
    for (const { name, doc } of details) {
      const found = fields.get(`${name} ${doc}`) ?? { field: name, doc, types: [] }
      found.types.push(type)
      fields.set(`${name} ${doc}`, found)
    }
  }
  const usersOf = (list: string) =>
    schemas.flatMap(({ type, details }) => details.filter(({ codeList }) => codeList === list).map(({ name }) => ({ type, field: name })))
  return [
    ...table.map((words): CatalogueHit => ({ kind: 'words', ...words })),
    ...schemas.map((schema): CatalogueHit => ({ kind: 'event-type', type: schema.type, title: schema.title, doc: docOf(schema) })),
    ...[...fields.values()].map((field): CatalogueHit => ({ kind: 'field', ...field })),
    ...[...codeLists.values()].flatMap(({ name, codes }) => {
      const usedBy = usersOf(name)
      return codes.map(({ code, label }): CatalogueHit => ({ kind: 'code', codeList: name, code, label, usedBy }))
    }),
  ]
}

const sayingText = ({ type, with: codes = {} }: Saying): string => `${type} ${Object.values(codes).join(' ')}`

interface Text {
  readonly name: string
  readonly title: string
  readonly doc: string
}

/** The texts that a hit is found by, each by how much it counts: what it is called, what it is, and what else is said of it. Words of a table are found one by one. */
function textsOf(hit: CatalogueHit): readonly Text[] {
  switch (hit.kind) {
    case 'words':
      return hit.words.map((title) => ({ name: '', title, doc: hit.say.map(sayingText).join(' ') }))
    case 'event-type':
      return [{ name: hit.type, title: hit.title, doc: hit.doc }]
    case 'field':
      return [{ name: hit.field, title: '', doc: hit.doc }]
    case 'code':
      return [{ name: hit.code, title: hit.label, doc: '' }]
  }
}

const KINDS_FIRST = { words: 4, 'event-type': 2, code: 1, field: 1 } as const

/**
 * A search in what can be said: titles, fields, codes, and the words that people use. Finds the beginnings of words and words with a slip in them; what has all the words of a question
 * comes first, then, when nothing has them all, what has some. At most 20 hits, the best first; none for a question without a word.
 */
export function createCatalogueSearch(catalogue: Catalogue, table: readonly EverydayWords[] = everydayWords): CatalogueSearch {
  const hits = hitsOf(catalogue, table)
  const texts = hits.flatMap((hit) => textsOf(hit).map((text) => ({ hit, text })))
  const hitOf = (id: number): CatalogueHit => (texts[id] as { readonly hit: CatalogueHit }).hit
  const index = new MiniSearch({ fields: ['name', 'title', 'doc'], processTerm: term })
  index.addAll(texts.map(({ text }, id) => ({ id, ...text })))
  const find = (question: string, combineWith: 'AND' | 'OR'): readonly CatalogueHit[] => [
    ...new Set(
      index
        .search(question, {
          combineWith,
          prefix: (word) => word.length > 2,
          fuzzy: (word) => (word.length > 4 ? 0.2 : false),
          boost: { title: 3, name: 2 },
          boostDocument: (id) => KINDS_FIRST[hitOf(id as number).kind],
        })
        .map(({ id }) => hitOf(id as number)),
    ),
  ]
  const called = (name: string): readonly CatalogueHit[] => texts.filter(({ text }) => text.name === name).map(({ hit }) => hit)
  return (question) => {
    const asked = question.slice(0, LONGEST_QUESTION).trim()
    const whole = find(asked, 'AND')
    const found = whole.length > 0 ? whole : find(asked, 'OR')
    const exact = asked === '' ? [] : called(asked.toLowerCase())
    return [...new Set([...found.filter(({ kind }) => kind === 'words').slice(0, WORDS_FIRST), ...exact, ...found])].slice(0, MOST_HITS)
  }
}
