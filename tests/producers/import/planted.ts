import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
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
type Cells = Readonly<Record<Column, string>>

const change =
  (cells: Partial<Cells>) =>
  (row: Cells): string =>
    lineOf({ ...row, ...cells })

/** What can be wrong with a row, by kind: how it is planted, and the code that its line is reported with. */
const PLANTED: readonly { readonly kind: string; readonly code: string; readonly plant: (row: Cells) => string }[] = [
  { kind: 'no incident number', code: 'missing', plant: change({ 'Incident number': '' }) },
  { kind: 'no surname of the suspect', code: 'missing', plant: change({ 'Suspect Surname': '' }) },
  { kind: 'a kind that there is not', code: 'not-a-code', plant: change({ Kind: 'Quarrel' }) },
  { kind: 'one conduct of two that there is not', code: 'not-a-code', plant: change({ Conduct: 'Assault;Quarrel' }) },
  { kind: 'a day that there is not', code: 'not-a-date', plant: change({ From: '31/02/2024' }) },
  { kind: 'a date in another form', code: 'not-a-date', plant: change({ From: '2024-02-03' }) },
  { kind: 'an hour that the clocks skip', code: 'not-a-date', plant: change({ From: '31/03/2024 01:30', Recorded: '31/03/2024 12:00' }) },
  { kind: 'neither yes nor no', code: 'not-yes-or-no', plant: change({ Strangulation: 'perhaps' }) },
  { kind: 'a cell too few', code: 'wrong-columns', plant: (row) => lineOf(row).replace(/,[^,]*$/, '') },
  { kind: 'a cell too many', code: 'wrong-columns', plant: (row) => `${lineOf(row)},more` },
  { kind: 'bytes that are no text', code: 'not-text', plant: change({ Summary: 'He \u00ff her' }) },
  {
    kind: 'nobody harmed',
    code: 'missing',
    plant: change({
      'Victim Forename': '',
      'Victim Surname': '',
      'Victim Date of birth': '',
      'Victim Sex': '',
      Relationship: '',
      'Reported by': 'Officer',
    }),
  },
  { kind: 'an end before the beginning', code: 'G08', plant: change({ From: '03/02/2024', To: '01/02/2024' }) },
  { kind: 'recorded in the future', code: 'G08', plant: change({ Recorded: '01/01/2099 10:00' }) },
  { kind: 'words that blame her', code: 'G21', plant: change({ Summary: 'She failed to protect the child.' }) },
]

export const PLANTED_KINDS = PLANTED.map(({ kind }) => kind)

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const lineOf = (cells: Cells): string => COLUMNS.map((column) => quoted(cells[column])).join(',')

const FORENAMES = ['Callum', 'Rowan', 'Marcus', 'Elliot', 'Dorian', 'Fraser']
const SURNAMES = ['Thorne', 'Penhale', 'Vell', 'Arkwright', 'Greave', 'Holloway', 'Marlowe', 'Sandeman']
const SUMMARIES = [
  'He shouted at her in the street.',
  'He said: "you will see", and broke a door.',
  'He waited outside her work.\nHe followed her home.',
]

const two = (number: number): string => String(number).padStart(2, '0')

/** Where an error was planted: the line on which its row begins, and the code that is expected. */
export interface PlantedError {
  readonly line: number
  readonly code: string
  readonly kind: string
}

export interface PlantedFile {
  readonly rows: number
  readonly errors: readonly PlantedError[]
}

/**
 * Writes a police extract of so many made-up rows, createRandom, with errors of every kind planted: about one row in `every`. Streams: a million rows take
 * no more memory than a hundred. Bytes that are no text are written as such.
 */
export async function writePlanted(
  file: string,
  rows: number,
  { seed, every }: { readonly seed: number; readonly every: number },
): Promise<PlantedFile> {
  const random = createRandom(seed)
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const out = createWriteStream(file, { encoding: 'latin1' })
  out.write(`${COLUMNS.join(',')}\n`)
  const errors: PlantedError[] = []
  let line = 2
  for (let number = 1; number <= rows; number++) {
    // One perpetrator for every few rows: cases of some length.
    const person = Math.floor(number / 8)
    const [day, month] = [1 + Math.floor(random() * 28), 1 + Math.floor(random() * 2)]
    const surname = pick(SURNAMES)
    const row: Cells = {
      'Incident number': `WM-24-${String(number).padStart(7, '0')}`,
      Recorded: `${two(day)}/${two(month + 2)}/2024 10:15`,
      From: `${two(day)}/${two(month)}/2024`,
      To: '',
      Kind: pick(['Crime', 'Non-crime', 'Third party']),
      Conduct: pick(['Assault', 'Threat;Verbal', 'Following', 'Damage']),
      Summary: pick(SUMMARIES),
      Place: 'Public',
      Injury: pick(['None', 'Minor', '']),
      Strangulation: pick(['Y', 'N', '']),
      Children: pick(['None linked', 'Not present']),
      Response: pick(['Advice', 'Arrested']),
      Repeat: pick(['Y', 'N']),
      'Reported by': pick(['Victim', 'Neighbour', 'Family']),
      'Suspect Forename': FORENAMES[person % FORENAMES.length] ?? '',
      'Suspect Surname': SURNAMES[Math.floor(person / FORENAMES.length) % SURNAMES.length] ?? '',
      'Suspect Date of birth': `${two(1 + (person % 28))}/${two(1 + (Math.floor(person / 28) % 12))}/${String(1950 + (Math.floor(person / 336) % 50))}`,
      'Suspect Sex': 'M',
      'Suspect PNC': '',
      'Victim Forename': pick(['Beth', 'Iona', 'Priya', 'Leah']),
      'Victim Surname': surname,
      'Victim Date of birth': `${two(day)}/11/1988`,
      'Victim Sex': 'F',
      Relationship: pick(['Partner', 'Ex-partner']),
      'Child Forename': '',
      'Child Surname': '',
      'Child Date of birth': '',
    }
    const planted = random() < 1 / every || number <= PLANTED.length ? PLANTED[errors.length % PLANTED.length] : undefined
    const text = planted === undefined ? lineOf(row) : planted.plant(row)
    if (planted !== undefined) errors.push({ line, code: planted.code, kind: planted.kind })
    line += text.split('\n').length
    if (!out.write(`${text}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  return { rows, errors }
}
