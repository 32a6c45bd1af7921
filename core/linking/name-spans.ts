import { normaliseName } from './names.ts'

/** What may be a name in a text, and where: UTF-16 code units, `until` is the one after the last. */
export interface NameSpan {
  /** As names are compared. */
  readonly name: string
  readonly from: number
  readonly until: number
}

/** Words that begin with a capital, as names do, one or two together. Bounded, so that a search is linear in the text. */
const NAME_LIKE = /\p{Lu}[\p{L}'’-]{1,40}(?: \p{Lu}[\p{L}'’-]{1,40})?/gu

/** Everything in a text that may be a name: one capitalised word, and two together. */
export const nameSpans = (text: string): readonly NameSpan[] =>
  [...text.matchAll(NAME_LIKE)].flatMap(({ 0: words, index }) => {
    const single = [...words.matchAll(/[^ ]+/g)].map((word) => ({ words: word[0], from: index + word.index }))
    return [{ words, from: index }, ...(single.length === 1 ? [] : single)].flatMap(({ words: said, from }): readonly NameSpan[] => {
      const bare = said.replace(/['’]s?$/u, '')
      const name = normaliseName(bare)
      return name === undefined ? [] : [{ name, from, until: from + bare.length }]
    })
  })
