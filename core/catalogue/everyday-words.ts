import type { Catalogue } from '../../schemas/index.ts'
import source from './everyday-words.json' with { type: 'json' }

/** An event type that says something, with the codes of the fields of its details that say it. */
export interface Saying {
  readonly type: string
  /** Field of details → code. */
  readonly with?: Readonly<Record<string, string>>
}

/** What people look for, in the words of a desk or a ward, and how it is said here. */
export interface EverydayWords {
  readonly words: readonly string[]
  /** The best first. */
  readonly say: readonly Saying[]
  readonly note?: string
}

/** The table: everyday-words.json, kept by hand. */
export const everydayWords = source as readonly EverydayWords[]

/** What of the table a catalogue does not have: each a sentence; empty when every type, field and code is there. */
export function wordsWithout({ types, codeLists }: Catalogue, table: readonly EverydayWords[] = everydayWords): readonly string[] {
  return table.flatMap(({ words: [first = ''], say }) =>
    say.flatMap(({ type, with: codes = {} }) => {
      const schema = types.get(type)
      if (schema === undefined) return [`"${first}" names ${type}, which is no event type.`]
      return Object.entries(codes).flatMap(([field, code]) => {
        const list = schema.details.find(({ name }) => name === field)?.codeList
        const found = list !== undefined && codeLists.get(list)?.codes.some((one) => one.code === code) === true
        return found ? [] : [`"${first}" names ${type} with ${field} ${code}, which it cannot have.`]
      })
    }),
  )
}
