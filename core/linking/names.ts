/** Letters that Unicode does not decompose, as English-language registers write them. */
const PLAIN: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ð: 'd', æ: 'ae', œ: 'oe', þ: 'th', ı: 'i', ς: 'σ' }

/** What systems write where no name is known. Such a name is no name. */
const NO_NAME: ReadonlySet<string> = new Set(['unknown', 'not known', 'unk', 'not given', 'not recorded', 'not stated'])

const named = (words: string): string | undefined => (NO_NAME.has(words) ? undefined : words)

/** Names of unaccented letters, as most are: lower case is all that the rules below make of them. */
const UNACCENTED = /^[A-Za-z]+(?:[ -][A-Za-z]+)*$/

/**
 * A name as linking compares it: Unicode compatibility form, case folded, without diacritics, apostrophes and other
 * punctuation, one space between words. Undefined when no letter is left, or when it only says that the name is not known.
 */
export function normaliseName(name: string | null | undefined): string | undefined {
  if (name == null) return undefined
  if (UNACCENTED.test(name)) return named(name.toLowerCase().replaceAll('-', ' '))
  const folded = name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/gu, '')
  const plain = folded.replace(/[øłđðæœþıς]/gu, (letter) => PLAIN[letter] ?? letter).normalize('NFKC')
  const words = plain.replace(/['’‘ʼ`´]/gu, '').replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()
  return /\p{L}/u.test(words) ? named(words) : undefined
}

/** Given and family name as one normalised name, or undefined when either is missing. */
export function normaliseFullName(given: string | null | undefined, family: string | null | undefined): string | undefined {
  const first = normaliseName(given)
  const last = normaliseName(family)
  return first === undefined || last === undefined ? undefined : `${first} ${last}`
}

/** A birth date as linking compares it, `YYYY-MM-DD`, or undefined when it is not a whole date. */
export const normaliseBirthDate = (date: string | null | undefined): string | undefined =>
  date != null && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : undefined
