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
  const folded = name
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '')
  const plain = folded.replace(/[øłđðæœþıς]/gu, (letter) => PLAIN[letter] ?? letter).normalize('NFKC')
  const words = plain
    .replace(/['’‘ʼ`´]/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
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
export function normaliseNames(
  given: string | null | undefined,
  family: string | null | undefined,
): { readonly given?: string | undefined; readonly family?: string | undefined } {
  const together = [normaliseWords(given), normaliseWords(family)].filter((words) => words !== undefined).join(' ')
  return isPlaceholderName(together) ? {} : { given: normaliseName(given), family: normaliseName(family) }
}

/** Given and family name as one normalised name, or undefined when either is missing. */
export function normaliseFullName(given: string | null | undefined, family: string | null | undefined): string | undefined {
  const { given: first, family: last } = normaliseNames(given, family)
  return first === undefined || last === undefined ? undefined : `${first} ${last}`
}

/** A normalised name without the spaces in it, where it has any: "mc donald" and "mcdonald", "o brien" and "obrien" are one name. */
export const withoutSpaces = (name: string | undefined): string | undefined =>
  name?.includes(' ') === true ? name.replaceAll(' ', '') : undefined

/** The only name of somebody who has one; undefined of whom both or no names are said, or of whom a name stands for not known. */
export function onlyName(given: string | null | undefined, family: string | null | undefined): string | undefined {
  const said = [given, family].filter((name) => normaliseWords(name) !== undefined)
  return said.length === 1 ? normaliseName(said[0]) : undefined
}

/** A birth date with day and month in each other's place, as normalised; undefined where that is no other date. */
export function dayAndMonthSwapped(date: string | undefined): string | undefined {
  if (date === undefined) return undefined
  const [year = '', month = '', day = ''] = date.split('-')
  return Number(day) > 12 || day === month ? undefined : normaliseBirthDate(`${year}-${day}-${month}`)
}

/** A birth date as linking compares it, `YYYY-MM-DD`, or undefined when it is not a whole date or stands where none is known. */
export const normaliseBirthDate = (date: string | null | undefined): string | undefined =>
  date != null && /^\d{4}-\d{2}-\d{2}$/.test(date) && !isPlaceholderBirthDate(date) ? date : undefined
