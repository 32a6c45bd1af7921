import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { systemClock } from '../infra/clock/clock.ts'
import { openCsv } from '../producers/import/csv-rows.ts'
import { createDoor, createDryDoor } from '../producers/import/door.ts'
import { ImportError } from '../producers/import/errors.ts'
import { importRows } from '../producers/import/import-file.ts'
import { openJsonl } from '../producers/import/jsonl-rows.ts'
import { columnsOf, type Mapping } from '../producers/import/mapping.ts'
import { importKey, NOTHING_DONE, openProgressStore, type Progress, type ProgressStore } from '../producers/import/progress.ts'
import { openRejectedFile, type RejectedFile, type RejectedRow } from '../producers/import/rejected-file.ts'
import type { RowsOfFile } from '../producers/import/rows.ts'
import { readMapping } from '../producers/import/shipped.ts'
import type { AgencyType } from '../schemas/generated/codes.ts'
import { loadCatalogue } from '../schemas/index.ts'
import { agencyTypes } from './agency-types.ts'
import type { Output } from './output.ts'

export interface ImportCommand {
  readonly agency: string
  /** Name of a mapping that ships, or path of one. */
  readonly mapping: string
  readonly file: string
  /** Where rows that are not taken are written; default beside the file. */
  readonly rejected: string | undefined
  readonly dryRun: boolean
  /** Begins anew though the file was imported, or begun, before. */
  readonly again: boolean
  /** Data folder: how far imports are is kept in `import/` of it. */
  readonly data: string
  readonly url: () => Promise<string>
  readonly token: () => Promise<string>
}

const MOST_SHOWN = 20
const EVERY_MS = 2_000
const WRONG_USE = 2

const KEPT_NOWHERE: ProgressStore = { of: () => NOTHING_DONE, save: () => undefined, close: () => undefined }
const NO_FILE: RejectedFile = { add: () => 0, close: () => undefined }

function checkColumns(rows: RowsOfFile, mapping: Mapping): void {
  const lacking = rows.columns.length === 0 ? [] : columnsOf(mapping).filter((column) => !rows.columns.includes(column))
  if (lacking.length > 0) throw new ImportError('columns', `The file lacks columns that the mapping reads: ${lacking.join(', ')}.`)
}

const openRows = async (file: string, mapping: Mapping): Promise<RowsOfFile> => {
  const rows = mapping.source.format === 'csv' ? await openCsv(file, mapping.source) : openJsonl(file, mapping.source)
  checkColumns(rows, mapping)
  return rows
}

/** Says how far it is, at most every two seconds. */
function reporter(output: Output, before: Progress): (progress: Progress) => void {
  const began = performance.now()
  let said = began
  return ({ rows, rejected }) => {
    const now = performance.now()
    if (now - said < EVERY_MS) return
    said = now
    const rate = (rows - before.rows) / ((now - began) / 1000)
    output.progress(`  ${String(rows)} rows, ${String(rejected)} not taken, ${rate.toFixed(0)} a second`)
  }
}

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

async function run(command: ImportCommand, output: Output): Promise<number> {
  const { agency, file, dryRun, again } = command
  const mapping = readMapping(command.mapping)
  if (!existsSync(file)) throw new ImportError('file', 'There is no such file.')
  const rows = await openRows(file, mapping)
  const key = await importKey(agency, mapping, file)
  const store = dryRun ? KEPT_NOWHERE : openProgressStore(join(command.data, 'import', 'progress.sqlite'))
  const rejectedPath = command.rejected ?? `${file}.rejected.${mapping.source.format}`
  if (resolve(rejectedPath) === resolve(file)) throw new ImportError('file', 'Give the rejected rows a file of their own.')
  try {
    const before = again ? NOTHING_DONE : store.of(key)
    if (before.done) {
      output.result(`This file was imported before: ${String(before.delivered)} rows taken, ${String(before.rejected)} not. To give all of it again: --again.`, { ...summary(before), again: true })
      return before.rejected === 0 ? 0 : 1
    }
    if (before.rows > 0) output.progress(`  going on after ${String(before.rows)} rows`)
    const shown: RejectedRow[] = []
    const report = reporter(output, before)
    const rejected = dryRun ? NO_FILE : openRejectedFile(rejectedPath, mapping.source, rows.columns, before.rejectedBytes)
    const take = dryRun
      ? createDryDoor(loadCatalogue(), agencyTypes().get(agency) as AgencyType | undefined, systemClock)
      : createDoor({ url: await command.url(), token: command.token }, systemClock, (ms) => { output.progress(`  the service does not answer; tried again in ${(ms / 1000).toFixed(1)} s`) })
    try {
      const progress = await importRows({
        agency, mapping, rows, progress: before, take, rejected,
        save: (now) => { store.save(key, now); report(now) },
        onRejected: (row) => { if (shown.length < MOST_SHOWN || output.json) shown.push(row) },
      })
      output.result([...rowLines(file, shown, progress), ...leftOutLines(progress), total(progress, dryRun, rejectedPath)].join('\n'), {
        ...summary(progress), dry_run: dryRun, errors: shown.flatMap(({ row, errors }) => errors.map((error) => ({ line: row.line, ...error }))),
        peak_memory_bytes: process.resourceUsage().maxRSS * 1024,
      })
      return progress.rejected === 0 ? 0 : 1
    } finally {
      rejected.close()
    }
  } finally {
    store.close()
  }
}

const summary = ({ rows, delivered, rejected, leftOut }: Progress): object => ({ rows, taken: delivered, rejected, left_out: leftOut })

const rowLines = (file: string, shown: readonly RejectedRow[], { rejected }: Progress): readonly string[] => [
  ...shown.slice(0, MOST_SHOWN).flatMap(({ row, errors }) => errors.map(({ column, code, detail }) => `${file}:${String(row.line)} ${column === undefined ? '' : `${column} `}${code}: ${detail}`)),
  ...(rejected > MOST_SHOWN ? [`… and ${String(rejected - MOST_SHOWN)} more rows`] : []),
]

const leftOutLines = ({ leftOut }: Progress): readonly string[] => Object.entries(leftOut).map(([why, count]) => `${String(count)} rows left out: ${why}`)

function total({ rows, delivered, rejected }: Progress, dryRun: boolean, rejectedPath: string): string {
  const verb = dryRun ? 'would be taken' : 'taken'
  const words = `${String(rows)} rows: ${String(delivered)} ${verb}, ${String(rejected)} not.`
  if (dryRun) return `${words} Nothing was sent.`
  return `${words}${rejected === 0 ? '' : ` Those are in ${rejectedPath}: correct them there and import that file.`} What became of the others: GET /v1/receipts.`
}
