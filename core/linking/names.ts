import { isPlaceholderBirthDate, isPlaceholderName } from './placeholders.ts'

/** Letters that Unicode does not decompose, as English-language registers write them. */
const PLAIN: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ð: 'd', æ: 'ae', œ: 'oe', þ: 'th', ı: 'i', ς: 'σ' }

/** Names of unaccented letters, as most are: lower case is all that the rules below make of them. */
const UNACCENTED = /^[A-Za-z]+(?:[ -][A-Za-z]+)*$/

/**
 * Words as names are compared: Unicode compatibility form, case folded, without diacritics, apostrophes and other punctuation, one space between them. Undefined when
 * no letter is left.
 */
export function normaliseWords(name: string | null | undefined): string | undefined {
  if (name == null) return undefined
  if (UNACCENTED.test(name)) return name.toLowerCase().replaceAll('-', ' ')
  const folded = name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/gu, '')
  const plain = folded.replace(/[øłđðæœþıς]/gu, (letter) => PLAIN[letter] ?? letter).normalize('NFKC')
  const words = plain.replace(/['’‘ʼ`´]/gu, '').replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()
  return /\p{L}/u.test(words) ? words : undefined
}

/**
 * A name as linking compares it: Unicode compatibility form, case folded, without diacritics, apostrophes and other
 * punctuation, one space between words. Undefined when no letter is left, or when it only says that the name is not known.
 */
export function normaliseName(name: string | null | undefined): string | undefined {
  const words = normaliseWords(name)
  return words === undefined || isPlaceholderName(words) ? undefined : words
}

/** A person's names as linking compares them; both undefined where together they say that the name is not known: "Not" "Known". */
export function normaliseNames(given: string | null | undefined, family: string | null | undefined): { readonly given?: string | undefined; readonly family?: string | undefined } {
  const together = [normaliseWords(given), normaliseWords(family)].filter((words) => words !== undefined).join(' ')
  return isPlaceholderName(together) ? {} : { given: normaliseName(given), family: normaliseName(family) }
}

/** Given and family name as one normalised name, or undefined when either is missing. */
export function normaliseFullName(given: string | null | undefined, family: string | null | undefined): string | undefined {
  const { given: first, family: last } = normaliseNames(given, family)
  return first === undefined || last === undefined ? undefined : `${first} ${last}`
}

/** A birth date as linking compares it, `YYYY-MM-DD`, or undefined when it is not a whole date or stands where none is known. */
export const normaliseBirthDate = (date: string | null | undefined): string | undefined =>
  date != null && /^\d{4}-\d{2}-\d{2}$/.test(date) && !isPlaceholderBirthDate(date) ? date : undefined
