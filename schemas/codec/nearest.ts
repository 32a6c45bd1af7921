import { editDistance } from './edit-distance.ts'

/** Longer words are no code, type or field misspelt, and cost time. */
const LONGEST = 80
/** A part of a word that is worth a word. */
const LEAST_PART = 4
/** One edit for as many letters is still the same word. */
const LETTERS_PER_EDIT = 3

/** As people tell words apart: not by case, nor by what stands between their parts. */
const plain = (word: string): string => word.toLowerCase().replace(/[\s_.:/-]+/g, '-')

/** How far a known word is from what was said; undefined where it is another word. A part of a word is nearer than a misspelling of two letters. */
function farFrom(said: string, known: string): number | undefined {
  const isPart = Math.min(said.length, known.length) >= LEAST_PART && (known.includes(said) || said.includes(known))
  if (isPart) return said.length === known.length ? 0 : 1.5
  const most = Math.max(1, Math.floor(Math.min(said.length, known.length) / LETTERS_PER_EDIT))
  if (Math.abs(said.length - known.length) > most) return undefined
  const edits = editDistance(said, known)
  return edits <= most ? edits : undefined
}

/** The one of the known words that was probably meant, or undefined. Of several that are as near, the shortest, then the first. Pure. */
export function nearest(said: string, known: Iterable<string>): string | undefined {
  if (said.length > LONGEST) return undefined
  const word = plain(said)
  let found: { readonly one: string; readonly far: number } | undefined
  for (const one of known) {
    const far = farFrom(word, plain(one))
    if (far !== undefined && (found === undefined || far < found.far || (far === found.far && one.length < found.one.length)))
      found = { one, far }
  }
  return found?.one
}

/** A sentence that names what was probably meant, with a space before it; empty where nothing is near. Never what was said. */
export function meantInWords(said: string, known: Iterable<string>): string {
  const one = nearest(said, known)
  return one === undefined ? '' : ` Did you mean ${one}?`
}
