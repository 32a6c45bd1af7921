import type { LinkingSecret } from '../linking/tokens.ts'
import { known } from './lexicon.ts'
import { nameTokens } from './name-tokens.ts'
import { personNames } from './person-names.ts'
import { wordsOf, type Word } from './words.ts'

/** A place in a text: UTF-16 code units, `until` is the one after the last. */
export interface Span {
  readonly from: number
  readonly until: number
}

/** Keyed tokens of names of every kind. */
export interface KnownNames {
  /** Of those who stay: the perpetrator and the people of the reader's own pair. */
  readonly own: ReadonlySet<string>
  /** Of other people who are in something that the reader is shown. */
  readonly others: ReadonlySet<string>
}

/** A known name has at most so many words. */
const MOST_WORDS = 4

const nameOf = (words: readonly Word[]): string => words.map(({ said }) => known(said).name).join(' ')

/** True where a word is next to the one before, as the words of one name are. */
const follows = ({ gap }: Word): boolean => /^[ \u00a0]{1,2}$|^\.? $/u.test(gap)

/**
 * Finds the names in a text that its reader may not know: what the words tell is a person's name, and the known names of others in any case of letters, but for
 * the names of those who stay and of the workers whom the event itself names. Rests on the text and on names known from what the reader is shown, and on nothing
 * else. Linear in the text.
 */
export function hiddenNames(
  secret: LinkingSecret,
  { own, others }: KnownNames,
): (text: string, workers: ReadonlySet<string>) => readonly Span[] {
  const isOf = (names: ReadonlySet<string>, name: string): boolean =>
    names.size > 0 && name !== '' && nameTokens(secret, name).some((one) => names.has(one))
  /** How many words from here are the name of somebody who stays; 0 where none is. */
  const staying = (name: readonly Word[], at: number, workers: ReadonlySet<string>): number => {
    for (let length = Math.min(MOST_WORDS, name.length - at); length > 0; length--)
      if (isOf(own, nameOf(name.slice(at, at + length)))) return length
    const word = name[at]
    return word !== undefined && workers.has(known(word.said).name) && !isOf(others, known(word.said).name) ? 1 : 0
  }
  const ofWords = (name: readonly Word[], workers: ReadonlySet<string>): readonly Span[] => {
    const spans: Span[] = []
    let open = false
    for (let at = 0; at < name.length;) {
      const stays = staying(name, at, workers)
      if (stays > 0) {
        open = false
        at += stays
        continue
      }
      const [word, last] = [name[at]!, spans.at(-1)]
      if (open && last !== undefined) spans[spans.length - 1] = { from: last.from, until: word.until }
      else spans.push({ from: word.from, until: word.until })
      open = true
      at++
    }
    return spans
  }
  /** The known name of somebody else that begins here, in words; one of whom half a double name is said counts too. */
  const knownAt = (words: readonly Word[], at: number): number => {
    const name: string[] = []
    let [found, mayBe] = [0, false]
    for (let length = 1; length <= MOST_WORDS; length++) {
      const word = words[at + length - 1]
      if (word === undefined || (length > 1 && !follows(word))) break
      const { name: said, kind } = known(word.said)
      if (kind === 'stay' || said === '') break
      name.push(said)
      mayBe ||= kind !== 'word' || word.written !== 'small'
      // Words that are common ones, without a capital, are no name together.
      if (length > 1 && !mayBe && found === 0) continue
      const whole = name.join(' ')
      if (isOf(others, whole) && !isOf(own, whole)) found = length
      else if (
        length === 1 &&
        said.includes(' ') &&
        said.split(' ').some((part) => part.length > 2 && isOf(others, part) && !isOf(own, part))
      )
        found = 1
    }
    return found
  }
  const ofOthers = (text: string): readonly Span[] => {
    if (others.size === 0) return []
    const words = wordsOf(text)
    return words.flatMap((word, at) => {
      const length = knownAt(words, at)
      return length === 0 ? [] : [{ from: word.from, until: words[at + length - 1]?.until ?? word.until }]
    })
  }
  return (text, workers) => [...personNames(text).flatMap((name) => ofWords(name, workers)), ...ofOthers(text)]
}
