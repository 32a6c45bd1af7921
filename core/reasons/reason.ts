/** What a reason must have at least: visible characters, and different words. */
export const LEAST_CHARACTERS = 40
export const LEAST_WORDS = 6

/** A reason as it counts. */
export interface ReasonMeasure {
  /** Visible characters; runs of spaces count once, and none at the ends. */
  readonly characters: number
  /** Different words, in whatever case of letters. */
  readonly words: number
}

/**
 * What cannot be seen: control and format characters (zero width, direction, soft hyphen), unassigned and private ones, fillers that are letters by name alone,
 * and marks, which are part of the character before them or of nothing.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{M}\p{Default_Ignorable_Code_Point}]/gu
/** Spaces of every width; the blank Braille pattern is one. */
const SPACES = /[\p{Z}\t\n\v\f\r\u2800]+/gu
const WORDS = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu
const LETTER = /\p{L}/u

/** Measures a reason by what a reader can see of it. */
export function measureReason(text: string): ReasonMeasure {
  // Line ends and tabs are control characters, too: spaces come first.
  const seen = text.normalize('NFD').replaceAll(SPACES, ' ').replaceAll(UNSEEN, '').normalize('NFC').replaceAll(/ +/g, ' ').trim()
  const words = new Set((seen.match(WORDS) ?? []).filter((word) => LETTER.test(word)).map((word) => word.toLowerCase()))
  return { characters: [...seen].length, words: words.size }
}

const more = (count: number, one: string, several: string): string => `${String(count)} more ${count === 1 ? one : several}`

/** What a reason lacks, in words; undefined when it lacks nothing. Repeats nothing of it. */
export function reasonLacks(text: string): string | undefined {
  const { characters, words } = measureReason(text)
  const lacking = [
    ...(characters < LEAST_CHARACTERS ? [more(LEAST_CHARACTERS - characters, 'character', 'characters')] : []),
    ...(words < LEAST_WORDS ? [more(LEAST_WORDS - words, 'different word', 'different words')] : []),
  ]
  return lacking.length === 0
    ? undefined
    : `Say it in words, ${String(LEAST_CHARACTERS)} characters or more in at least ${String(LEAST_WORDS)} different words: ${lacking.join(' and ')}. Repeated spaces and what cannot be seen do not count.`
}
