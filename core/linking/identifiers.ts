import { isPlaceholderSerial } from './placeholders.ts'

/** Schemes that can link alone. LOCAL never can. */
export type StrongScheme = 'PNC' | 'CRN' | 'NOMIS' | 'NHS' | 'NINO'

const PNC_LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY'
/** A two-digit year of this or more is of the twentieth century. */
const PNC_PIVOT = 50

/**
 * Police National Computer id: year, serial of up to seven digits, check letter. The letter is number 23 modulus of the year's
 * last two digits and the serial (as HMPPS's own services check it). Canonical form `YYYY/NNNNNNNL`; without the
 * slash only where the serial has all of its digits, since else year and serial cannot be told apart.
 */
function pnc(text: string): string | undefined {
  const match = /^(\d{4}|\d{2})\/(\d{1,7})([A-Z])$/.exec(text) ?? /^(\d{4}|\d{2})(\d{7})([A-Z])$/.exec(text)
  if (match === null) return undefined
  const [, year = '', serial = '', letter] = match
  const padded = serial.padStart(7, '0')
  if (PNC_LETTERS[Number(year.slice(-2) + padded) % 23] !== letter) return undefined
  const century = year.length === 4 ? '' : Number(year) >= PNC_PIVOT ? '19' : '20'
  return `${century}${year}/${padded}${letter}`
}

/** NHS number: ten digits, the last a modulus 11 check digit (NHS Data Dictionary). */
function nhs(text: string): string | undefined {
  if (!/^\d{10}$/.test(text)) return undefined
  const sum = [...text.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0)
  return (11 - (sum % 11)) % 11 === Number(text[9]) ? text : undefined
}

const form =
  (pattern: RegExp) =>
  (text: string): string | undefined =>
    pattern.test(text) ? text : undefined

const CANONICAL: Readonly<Record<StrongScheme, (text: string) => string | undefined>> = {
  PNC: pnc,
  CRN: form(/^[A-Z]\d{6}$/),
  NOMIS: form(/^[A-Z]\d{4}[A-Z]{2}$/),
  NHS: nhs,
  NINO: form(/^(?!BG|GB|KN|NK|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]\d{6}[A-D]$/),
}

/** Kinds of tokens that are strong identifiers. */
export const IDENTIFIER_KINDS = Object.keys(CANONICAL)

const isStrong = (scheme: string): scheme is StrongScheme => Object.hasOwn(CANONICAL, scheme)

/** What of an identifier in canonical form says that it is nobody's: its serial counts nothing. */
const PLACEHOLDER: Readonly<Record<StrongScheme, (canonical: string) => boolean>> = {
  PNC: (text) => isPlaceholderSerial(text.slice(5, 12)),
  CRN: (text) => isPlaceholderSerial(text.slice(1)),
  // Four equal digits are given to people, too.
  NOMIS: (text) => text.slice(1, 5) === '0000' || (isPlaceholderSerial(text.slice(1, 5)) && text[5] === text[0] && text[6] === text[0]),
  NHS: isPlaceholderSerial,
  NINO: (text) => isPlaceholderSerial(text.slice(2, 8)),
}

/** Schemes whose check digit or letter tells a mistyped number: it is of no valid form. */
const CHECKED: ReadonlySet<StrongScheme> = new Set(['PNC', 'NHS'])

/** Numbers that whoever mistypes a number in canonical form may write: one digit is another, or two neighbours stand in each other's place. */
export function mistypedIdentifiers(scheme: StrongScheme, canonical: string): readonly string[] {
  if (CHECKED.has(scheme)) return []
  const variants = [...canonical].flatMap((sign, at) => {
    if (!/\d/.test(sign)) return []
    const [before, after] = [canonical.slice(0, at), canonical.slice(at + 1)]
    const others = [...'0123456789'].filter((digit) => digit !== sign).map((digit) => before + digit + after)
    const [next = ''] = after
    return /\d/.test(next) && next !== sign ? [...others, before + next + sign + after.slice(1)] : others
  })
  return variants.filter((variant) => CANONICAL[scheme](variant) !== undefined)
}

/** Spaces, and hyphens and dashes of every kind, the soft hyphen and the minus sign among them. */
const SEPARATORS = /[\s\p{Pd}\u00ad\u2212]/gu

const canonicalForm = (scheme: StrongScheme, value: string): string | undefined =>
  CANONICAL[scheme](value.normalize('NFKC').toUpperCase().replace(SEPARATORS, ''))

/** True of a number that is valid by form and stands where none is known, such as NHS 2222222222. */
export function isPlaceholderIdentifier(scheme: string, value: string): boolean {
  const canonical = isStrong(scheme) ? canonicalForm(scheme, value) : undefined
  return canonical !== undefined && isStrong(scheme) && PLACEHOLDER[scheme](canonical)
}

/** What a number of each strong scheme must look like, in words. */
export const identifierForms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    PNC: 'a PNC id is a year, a serial and the check letter, as 2007/0418823Y',
    CRN: 'a CRN is a letter and six digits, as X418823',
    NOMIS: 'a NOMIS number is a letter, four digits and two letters, as A4188BK',
    NHS: 'an NHS number has ten digits, of which the last is a check digit',
    NINO: 'a National Insurance number is two letters, six digits and a letter from A to D',
  } satisfies Readonly<Record<StrongScheme, string>>),
)

/** True of a number of a strong scheme that has a valid form of it, also where it stands for none. */
export const isValidIdentifier = (scheme: string, value: string): boolean => isStrong(scheme) && canonicalForm(scheme, value) !== undefined

/** A strong identifier in canonical form, or undefined when its scheme cannot link alone, its form is not valid, or it stands where none is known. */
export function strongIdentifier(scheme: string, value: string): { readonly scheme: StrongScheme; readonly value: string } | undefined {
  if (!isStrong(scheme)) return undefined
  const canonical = canonicalForm(scheme, value)
  return canonical === undefined || PLACEHOLDER[scheme](canonical) ? undefined : { scheme, value: canonical }
}
