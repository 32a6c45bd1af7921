import { beside, type Kind, known } from './lexicon.ts'

/** A word of a text and where it stands: UTF-16 code units, `until` is the one after the last. */
export interface Word {
  readonly said: string
  readonly from: number
  readonly until: number
  /** How it is written: `Olivia`, `OLIVIA`, `olivia`. */
  readonly written: 'capital' | 'capitals' | 'small'
  /** True of `Olivia's`; the ending is not in `said`. */
  readonly owns: boolean
  /** True of `Ward 12`: a number follows. */
  readonly numbered: boolean
  /** What stands between the word before and this. */
  readonly gap: string
}

/** Words are longer in no language that the list of names has; a bound keeps every search linear. */
const WORD = /\p{L}[\p{L}\p{M}]{0,40}(?:['’‘`´ʼ\u2010\u2011-]\p{L}[\p{L}\p{M}]{0,40}){0,4}/gu
const OWNS = /['’‘`´ʼ][sS]$/u

const SMALL = /^[a-z'-]+$/
const CAPITAL = /^[A-Z][a-z]*$/

function writtenAs(said: string): Word['written'] {
  // As most are.
  if (SMALL.test(said)) return 'small'
  if (CAPITAL.test(said)) return 'capital'
  const letters = said.replace(/[^\p{L}]/gu, '')
  if (letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()) return 'capitals'
  return /\p{Lu}/u.test(said) ? 'capital' : 'small'
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
/** True where a number stands, with a space before it or without. */
const isNumberAt = (text: string, at: number): boolean =>
  isDigit(text.charCodeAt(at)) || (text.charCodeAt(at) === 0x20 && isDigit(text.charCodeAt(at + 1)))

/** The words of a text. A word that touches a digit is a code's (KV1, 2nd), and none. Linear in the text. */
export function wordsOf(text: string): readonly Word[] {
  let before = 0
  return [...text.matchAll(WORD)].flatMap(({ 0: found, index }): readonly Word[] => {
    const end = index + found.length
    if (isDigit(text.charCodeAt(index - 1)) || isDigit(text.charCodeAt(end))) return []
    const gap = text.slice(before, index)
    before = end
    const owns = OWNS.test(found)
    const said = owns ? found.slice(0, -2) : found
    return [
      {
        said,
        from: index,
        until: index + said.length,
        written: writtenAs(said),
        owns,
        numbered: isNumberAt(text, end),
        gap,
      },
    ]
  })
}

/** A word of a text with what it may be and what stands beside it. */
export interface Said extends Word {
  /** As names are compared. */
  readonly name: string
  readonly kind: Kind
  /** True at the start of a sentence or of a part of one, where every word has a capital. */
  readonly starts: boolean
  /** The words before and after, where nothing but a space is between, as between the words of one name. */
  readonly before: Said | undefined
  readonly after: Said | undefined
  /** The same, whatever is between. */
  readonly previous: Said | undefined
  readonly following: Said | undefined
}

type Linked = { -readonly [Name in keyof Said]: Said[Name] }

/** What is a name when it has a capital, whatever stands beside it. */
export const isName = ({ kind }: Said): boolean => kind === 'name' || kind === 'first'
/** What is a name beside another. */
export const mayBeName = ({ kind }: Said): boolean => kind !== 'stay' && kind !== 'word'
export const isSmall = ({ written }: Said): boolean => written === 'small'
export const isInitial = ({ said }: Word): boolean => said.length === 1 && /\p{Lu}/u.test(said)
export const isTitle = ({ name }: Pick<Said, 'name'>): boolean => beside.titles.has(name)

const SPACE = /^[ \u00a0]{1,2}$/u
/** `Dr. Patel`, `J. Smith`: a full stop that only shortens. */
const STOP = /^\.[ \u00a0]?$/u
/** `PC 1432 Smith`. */
const NUMBER = /^ \d{1,6} $/u
const BREAK = /[.!?:;\n\r\t•*"“”'‘’()[\]–—/]|- /u

const shortens = (before: Said, { gap }: Word): boolean => STOP.test(gap) && (isTitle(before) || isInitial(before))
const joined = (before: Said, word: Word): boolean =>
  SPACE.test(word.gap) || shortens(before, word) || (isTitle(before) && NUMBER.test(word.gap))

/** The words of a text. Linear in the text. */
export function readWords(text: string): readonly Said[] {
  const words: Linked[] = []
  for (const word of wordsOf(text)) {
    const previous = words.at(-1)
    const before = previous !== undefined && joined(previous, word) ? previous : undefined
    const starts = previous === undefined || (!shortens(previous, word) && BREAK.test(word.gap))
    const said: Linked = { ...word, ...known(word.said), starts, before, after: undefined, previous, following: undefined }
    if (previous !== undefined) previous.following = said
    if (before !== undefined) previous!.after = said
    words.push(said)
  }
  return words
}
