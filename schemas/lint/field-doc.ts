/** The fewest characters in which a doc says what a value means. */
const FEWEST = 20

/** Words that say of a field what its kind says already. */
const FILLING: ReadonlySet<string> = new Set([
  'a',
  'an',
  'the',
  'of',
  'or',
  'in',
  'and',
  'as',
  'it',
  'its',
  'code',
  'codes',
  'id',
  'ids',
  'words',
  'yes',
  'no',
  'date',
  'time',
  'number',
  'whole',
  'text',
  'list',
  'whether',
  'field',
])

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')

/**
 * True of a doc from which nobody learns what to put in the field: none, too short, or no more than the field's name, its kind and its code list in other
 * words.
 */
export function isThinDoc(name: string, doc: unknown, codeList: string | undefined): boolean {
  if (typeof doc !== 'string' || doc.length < FEWEST) return true
  const known = new Set([...FILLING, ...wordsOf(name), ...wordsOf(codeList ?? '')])
  return wordsOf(doc).every((word) => known.has(word))
}
