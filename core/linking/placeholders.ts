/** Words that systems have in a field of a name when nobody knows it: of police, health and prison records, and of testing (`XXTESTPATIENT` of the NHS). */
const NO_NAME: ReadonlySet<string> = new Set([
  'unknown',
  'unk',
  'nk',
  'anon',
  'anonymous',
  'unnamed',
  'unidentified',
  'withheld',
  'none',
  'tbc',
  'tba',
  'test',
])
const NO_NAME_IN_WORDS: ReadonlySet<string> = new Set([
  'n k',
  'n a',
  'not known',
  'not given',
  'not recorded',
  'not stated',
  'not provided',
  'not available',
  'not disclosed',
  'not specified',
  'no name',
  'a n other',
  'an other',
])
/** `XX`, `ZZZ`: letters in place of a name. */
const NO_NAME_IN_LETTERS = /^(?:x{2,}|z{2,})$/
const TEST_PATIENT = 'xxtest'
/** Say nothing of the name where the rest of it is no name: "Miss Unknown", "Unknown Male". */
const TITLES: ReadonlySet<string> = new Set(['mr', 'mrs', 'miss', 'ms'])
const BESIDE: ReadonlySet<string> = new Set([
  ...TITLES,
  'mx',
  'dr',
  'male',
  'female',
  'man',
  'woman',
  'person',
  'child',
  'boy',
  'girl',
  'baby',
  'name',
])

const saysNothing = (word: string): boolean => NO_NAME.has(word) || NO_NAME_IN_LETTERS.test(word)

/** With one of these every such name begins, but for those in letters: most names are told by their first word. */
const FIRST: ReadonlySet<string> = new Set([...NO_NAME, ...NO_NAME_IN_WORDS, ...BESIDE].map((words) => words.split(' ')[0] ?? ''))

function mayBeNoName(words: string): boolean {
  const end = words.indexOf(' ')
  return words.startsWith('xx') || words.startsWith('zz') || FIRST.has(end === -1 ? words : words.slice(0, end))
}

/** True of words in place of a name, as `normaliseName` writes them: they tell nobody from anybody else (D.11, 3). */
export function isPlaceholderName(words: string): boolean {
  if (!mayBeNoName(words)) return false
  if (NO_NAME_IN_WORDS.has(words) || TITLES.has(words) || words.startsWith(TEST_PATIENT)) return true
  const all = words.split(' ')
  const rest = all.filter((word) => !BESIDE.has(word))
  if (rest.length < all.length && NO_NAME_IN_WORDS.has(rest.join(' '))) return true
  return rest.length > 0 && rest.every(saysNothing)
}

/** Dates that systems write where none is known: the first day of the century, and of the clocks of computers. */
export const isPlaceholderBirthDate = (date: string): boolean => date === '1900-01-01' || date === '1970-01-01'

/** True of digits that count nothing: all of them the same, zeros among them. */
export const isPlaceholderSerial = (digits: string): boolean => /^(\d)\1*$/.test(digits)

/** A number in the id of a proceeding that is zeros only, as in `01/00/00000/26`. */
const ZERO_SERIAL = /(?<![\p{L}\d])0{4,}(?![\p{L}\d])/u
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
const LEAST_ZEROS = 2
const LEAST_SAME = 6

/** True of what stands in place of a proceeding's id: words for not known, a serial of zeros, one digit again and again. */
export function isPlaceholderReference(id: string): boolean {
  const digits = id.replace(/\D/g, '')
  if (digits === '')
    return isPlaceholderName(
      id
        .toLowerCase()
        .replace(/[^\p{L}]+/gu, ' ')
        .trim(),
    )
  if (ZERO_SERIAL.test(id) && !UUID.test(id)) return true
  return isPlaceholderSerial(digits) && digits.length >= (digits.startsWith('0') ? LEAST_ZEROS : LEAST_SAME)
}
