import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../../tests/fixtures/temporary-folder.ts'
import { race, type Comparison, type Race } from '../ratio.ts'
import type { Size } from '../size.ts'
import { entriesOf } from './entries.ts'
import { growLog } from './grow.ts'
import { appendToFile, appendToTable } from './plain-append.ts'
import { openTessera } from './tessera.ts'

/** Tessera waits for its next checkpoint, which it makes once a second: a round has to last longer. */
const AIM_TESSERA = 1

/** The transparency log beside plain synced appends of the same bytes, and beside Tessera's log in files. */
export async function logEntries({ rounds, warmUp, logEntries: n }: Size): Promise<readonly Comparison[]> {
  const folder = temporaryFolder()
  const fresh = (name: string, round: number): string => {
    const path = join(folder.path, `${name}-${String(round)}`)
    mkdirSync(path, { recursive: true })
    return path
  }
  const beside = (name: string, grow: (path: string, entries: readonly Buffer[]) => Promise<number>, aim?: number): Promise<Comparison> => {
    const compared: Race = {
      name: `log entries ÷ ${name}`,
      unit: 'entries',
      n,
      rounds,
      warmUp,
      ...(aim === undefined ? {} : { aim }),
      system: (round) => growLog(fresh(`log ${name}`, round), entriesOf(round, n)),
      ceiling: (round) => grow(fresh(name, round), entriesOf(round, n)),
    }
    return race(compared)
  }
  try {
    const comparisons = [await beside('plain rows, synced', appendToTable), await beside('plain file, synced', appendToFile)]
    const tessera = await openTessera()
    if (typeof tessera === 'string') console.error(`Without Tessera: ${tessera}`)
    else comparisons.push(await beside('Tessera, POSIX', tessera, AIM_TESSERA))
    return comparisons
  } finally {
    folder.remove()
  }
}
