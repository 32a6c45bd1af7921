import { createRandom } from '../../faults/random.ts'

const COLUMNS = [
  'Incident number',
  'Recorded',
  'From',
  'To',
  'Kind',
  'Conduct',
  'Summary',
  'Place',
  'Injury',
  'Strangulation',
  'Children',
  'Response',
  'Repeat',
  'Reported by',
  'Suspect Forename',
  'Suspect Surname',
  'Suspect Date of birth',
  'Suspect Sex',
  'Suspect PNC',
  'Victim Forename',
  'Victim Surname',
  'Victim Date of birth',
  'Victim Sex',
  'Relationship',
  'Child Forename',
  'Child Surname',
  'Child Date of birth',
] as const
type Column = (typeof COLUMNS)[number]
export type Cells = Readonly<Record<Column, string>>

export const HEADER: readonly string[] = COLUMNS
export const cellsOf = (row: Cells): readonly string[] => COLUMNS.map((column) => row[column])

type Spoil = (row: Cells, number: number) => readonly string[]
const change =
  (cells: (number: number) => Partial<Cells>): Spoil =>
  (row, number) =>
    cellsOf({ ...row, ...cells(number) })

/** What people get wrong in such a file, and the code that its row is reported with. The last two are found beside other rows, and by the receipt. */
const SPOILT: readonly { readonly kind: string; readonly code: string; readonly spoil: Spoil }[] = [
  { kind: 'no incident number', code: 'missing', spoil: change(() => ({ 'Incident number': '' })) },
  { kind: 'a token for no surname', code: 'missing', spoil: change(() => ({ 'Suspect Surname': 'NULL' })) },
  { kind: 'a kind that there is not', code: 'not-a-code', spoil: change(() => ({ Kind: 'Quarrel – loud' })) },
  { kind: 'one conduct of two that there is not', code: 'not-a-code', spoil: change(() => ({ Conduct: 'Assault;Quarrel' })) },
  { kind: 'a day that there is not', code: 'not-a-date', spoil: change(() => ({ From: '31/02/2024' })) },
  { kind: 'a date in another form', code: 'not-a-date', spoil: change(() => ({ From: '2024-02-03' })) },
  {
    kind: 'an hour that the clocks skip',
    code: 'not-a-date',
    spoil: change(() => ({ From: '31/03/2024 01:30', Recorded: '31/03/2024 12:00' })),
  },
  { kind: 'an hour that comes twice', code: 'twice', spoil: change(() => ({ From: '27/10/2024 01:30', Recorded: '27/10/2024 12:00' })) },
  { kind: 'neither yes nor no', code: 'not-yes-or-no', spoil: change(() => ({ Strangulation: 'peut-être' })) },
  { kind: 'a cell too few', code: 'wrong-columns', spoil: (row) => cellsOf(row).slice(0, -1) },
  { kind: 'a cell too many', code: 'wrong-columns', spoil: (row) => [...cellsOf(row), 'more – “still”'] },
  { kind: 'a byte that the encoding lacks', code: 'not-text', spoil: change(() => ({ Summary: 'He \u0081 her' })) },
  { kind: 'a character that nobody sees', code: 'not-text', spoil: change(() => ({ Summary: 'He \u0007 her' })) },
  { kind: 'an end before the beginning', code: 'G08', spoil: change(() => ({ From: '03/02/2024', To: '01/02/2024' })) },
  { kind: 'words that blame her', code: 'G21', spoil: change(() => ({ Summary: 'She failed to protect the child.' })) },
  {
    kind: 'the reference of the row before',
    code: 'same-reference',
    spoil: change((number) => ({ 'Incident number': referenceOf(number - 1) })),
  },
  { kind: 'a reference that was sent before', code: 'G09', spoil: change((number) => ({ 'Incident number': sentBefore(number) })) },
]
export const SPOILT_KINDS = SPOILT.map(({ kind }) => kind)

const referenceOf = (number: number): string => `WM-24-${String(number).padStart(7, '0')}`
const sentBefore = (number: number): string => `WM-23-${String(number).padStart(7, '0')}`

const FORENAMES = ['Zoë', 'Callum', 'Siân', 'Marcus', 'José', 'Fraser']
const SURNAMES = ['O’Brien', 'Penhale', 'Müller', 'Arkwright', 'D’Arcy', 'Lewis', 'Åkesson']
const SUMMARIES = [
  'He shouted “you’ll see” at her.',
  'He took €40 – she’d saved it – and left…',
  'He waited outside;\r\nthen he followed her.\r\nShe rang her sister.',
  'He said "no"; he broke a door.',
]

const two = (number: number): string => String(number).padStart(2, '0')

/** A row of the file: as it should be, as it stands there, and what is wrong with it. */
export interface SpoiltRow {
  /** The line on which it begins. */
  readonly line: number
  readonly right: Cells
  readonly written: readonly string[]
  readonly kind?: string
  readonly code?: string
}

export interface SpoiltFile {
  readonly rows: readonly SpoiltRow[]
  /** Rows that the agency sent before, whose references some of the file's use again. */
  readonly before: readonly Cells[]
  /** The file's text, lines ended by CRLF, with rows of nothing but delimiters between. */
  readonly text: string
}

export const rowText = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';')}\r\n`

/** A police extract of so many made-up rows, delimited by semicolons; one in `every` is spoilt, each kind in its turn. */
export function spoiltFile(count: number, { seed, every }: { readonly seed: number; readonly every: number }): SpoiltFile {
  const random = createRandom(seed)
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? ''
  const rows: SpoiltRow[] = []
  const before: Cells[] = []
  let text = rowText(COLUMNS)
  let line = 2
  let spoilt = 0
  for (let number = 1; number <= count; number++) {
    const person = Math.floor(number / 5)
    const [day, month] = [1 + Math.floor(random() * 28), 1 + Math.floor(random() * 2)]
    const right: Cells = {
      'Incident number': referenceOf(number),
      Recorded: `${two(day)}/${two(month + 2)}/2024 10:15`,
      From: `${two(day)}/${two(month)}/2024`,
      To: '',
      Kind: pick(['Crime', 'Non-crime']),
      Conduct: pick(['Assault', 'Threat;Verbal', 'Damage']),
      Summary: `${pick(SUMMARIES)} (${String(number)})`,
      Place: 'Public',
      Injury: pick(['None', '#N/A', '']),
      Strangulation: pick(['Y', 'N', 'NULL']),
      Children: pick(['None linked', 'Not present']),
      Response: 'Advice',
      Repeat: 'N',
      'Reported by': 'Victim',
      'Suspect Forename': FORENAMES[person % FORENAMES.length] ?? '',
      'Suspect Surname': SURNAMES[person % SURNAMES.length] ?? '',
      'Suspect Date of birth': `${two(1 + (person % 28))}/${two(1 + (Math.floor(person / 28) % 12))}/${String(1950 + Math.floor(person / 336))}`,
      'Suspect Sex': 'M',
      'Suspect PNC': '',
      'Victim Forename': pick(['Beth', 'Chloé']),
      'Victim Surname': pick(SURNAMES),
      'Victim Date of birth': `${two(day)}/11/1988`,
      'Victim Sex': 'F',
      Relationship: 'Partner',
      'Child Forename': '',
      'Child Surname': '',
      'Child Date of birth': '',
    }
    const wrong = number % every === 0 ? SPOILT[spoilt++ % SPOILT.length] : undefined
    const written = wrong?.spoil(right, number) ?? cellsOf(right)
    if (wrong?.code === 'G09') before.push({ ...right, 'Incident number': sentBefore(number), Summary: 'As it was said first.' })
    rows.push({ line, right, written, ...(wrong === undefined ? {} : { kind: wrong.kind, code: wrong.code }) })
    const blank = number % 97 === 0 ? rowText(COLUMNS.map(() => '')) : ''
    const said = rowText(written) + blank
    text += said
    line += said.split('\r\n').length - 1
  }
  return { rows, before, text }
}

/** Characters of Windows-1252 that are not where Unicode has them, by the standard's table. */
const HIGH: Readonly<Record<string, number>> = { '€': 0x80, '…': 0x85, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96 }

/** A text in Windows-1252. */
export const windows1252 = (text: string): Buffer =>
  Buffer.from(Array.from(text, (character) => HIGH[character] ?? character.charCodeAt(0)))
