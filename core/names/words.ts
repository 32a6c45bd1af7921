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

function writtenAs(said: string): Word['written'] {
  const letters = said.replace(/[^\p{L}]/gu, '')
  if (letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()) return 'capitals'
  return /\p{Lu}/u.test(said) ? 'capital' : 'small'
}

/** The words of a text. A word that touches a digit is a code's (KV1, 2nd), and none. Linear in the text. */
export function wordsOf(text: string): readonly Word[] {
  let before = 0
  return [...text.matchAll(WORD)].flatMap(({ 0: found, index }): readonly Word[] => {
    const end = index + found.length
    if (/\d/.test(text.charAt(index - 1)) || /\d/.test(text.charAt(end))) return []
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
        numbered: /^ ?\d/u.test(text.slice(end, end + 2)),
        gap,
      },
    ]
  })
}
