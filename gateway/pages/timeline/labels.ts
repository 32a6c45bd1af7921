/** Words of field names that practitioners write in capitals. */
const INITIALISMS: ReadonlySet<string> = new Set([
  'bsl',
  'cara',
  'ccb',
  'dash',
  'dvds',
  'em',
  'idva',
  'marac',
  'matac',
  'nrpf',
  'oocr',
  'rfg',
])

/** Words that a field's name says shorter than a reader would. */
const IN_FULL: Readonly<Record<string, string>> = { id: 'reference', ref: 'reference', refs: 'references' }

/** A field's name as a label: `place_kind` is `Place kind`, `rfg_total` is `RFG total`, `bail_id` is `Bail reference`. */
export const labelOf = (name: string): string => {
  const words = name
    .split('_')
    .map((word) => (INITIALISMS.has(word) ? word.toUpperCase() : Object.hasOwn(IN_FULL, word) ? (IN_FULL[word] ?? word) : word))
    .join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
