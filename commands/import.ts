import { accessSync, constants } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { openDurableDatabase } from '../infra/sqlite/durable-database.ts'
import { openTemporaryDatabase } from '../infra/sqlite/temporary-database.ts'
import { ImportError } from '../producers/import/errors.ts'
import { createProgressStore, importKey } from '../producers/import/progress.ts'
import type { RejectedRow } from '../producers/import/rejected-file.ts'
import { readMapping } from '../producers/import/shipped.ts'
import { loadCatalogue } from '../schemas/index.ts'
import { judgeRows } from './import-dry.ts'
import { sendRows } from './import-send.ts'
import { openRows } from './import-source.ts'
import { MOST_SHOWN } from './import-words.ts'
import type { ImportCommand, Work } from './import-work.ts'
import type { Output } from './output.ts'

const WRONG_USE = 2

/** Imports a file, or says what would become of its rows. Resolves with the exit code: 0 all taken, 1 some not, or not to its end, 2 wrong use. */
export async function importFile(command: ImportCommand, output: Output): Promise<number> {
  try {
    return await run(command, output)
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    output.failure(error.message)
    return error.code === 'refused' ? 1 : WRONG_USE
  }
}

/** Before anything is sent: what became of it must have a place. Throws ImportError `file`. */
function refuseUnwritable(file: string): void {
  try {
    accessSync(dirname(resolve(file)), constants.W_OK)
  } catch (cause) {
    throw new ImportError('file', `Nothing can be written to the folder of ${file}: give --outcomes and --rejected files elsewhere.`, {
      cause,
    })
  }
}

async function run(command: ImportCommand, output: Output): Promise<number> {
  const { agency, file, dryRun } = command
  const mapping = readMapping(command.mapping, loadCatalogue())
  const { format } = mapping.source
  const rows = await openRows(file, mapping)
  const rejectedPath = command.rejected ?? `${file}.rejected.${format}`
  const outcomesPath = command.outcomes ?? `${file}.outcomes.${format}`
  if (new Set([file, rejectedPath, outcomesPath].map((path) => resolve(path))).size < 3)
    throw new ImportError('file', 'Give the rejected rows, and what became of each, a file of their own.')
  if (!dryRun) for (const path of [outcomesPath, rejectedPath]) refuseUnwritable(path)
  const key = await importKey(agency, mapping, file)
  const store = createProgressStore(dryRun ? openTemporaryDatabase() : openDurableDatabase(join(command.data, 'import', 'progress.sqlite')))
  const shown: RejectedRow[] = []
  const onRejected = (row: RejectedRow): void => {
    if (shown.length < MOST_SHOWN || output.json) shown.push(row)
  }
  const work: Work = { command, mapping, rows, key, store, rejectedPath, outcomesPath, output, shown, onRejected }
  try {
    return await (dryRun ? judgeRows(work) : sendRows(work))
  } finally {
    store.close()
  }
}
