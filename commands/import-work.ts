import type { Mapping } from '../producers/import/mapping.ts'
import type { ProgressStore } from '../producers/import/progress.ts'
import type { RejectedRow } from '../producers/import/rejected-file.ts'
import type { RowsOfFile } from '../producers/import/rows.ts'
import { encodingLines } from './import-words.ts'
import type { Output } from './output.ts'

export interface ImportCommand {
  readonly agency: string
  /** Name of a mapping that ships, or path of one. */
  readonly mapping: string
  readonly file: string
  /** Where rows that are not taken are written; default beside the file. */
  readonly rejected: string | undefined
  /** Where what became of each row is written; default beside the file. */
  readonly outcomes: string | undefined
  readonly dryRun: boolean
  /** Begins anew though the file was imported, or begun, before. */
  readonly again: boolean
  /** False: does not wait for receipts. */
  readonly wait: boolean
  /** Data folder: how far imports are is kept in `import/` of it. */
  readonly data: string
  readonly url: () => Promise<string>
  readonly token: () => Promise<string>
}

/** What an import works with. */
export interface Work {
  readonly command: ImportCommand
  readonly mapping: Mapping
  readonly rows: RowsOfFile
  readonly key: string
  readonly store: ProgressStore
  readonly rejectedPath: string
  readonly outcomesPath: string
  readonly output: Output
  /** Rows to be shown. */
  readonly shown: RejectedRow[]
  readonly onRejected: (row: RejectedRow) => void
}

/** What is to be known of the file before its rows. */
export const wordsBefore = ({ command: { file }, rows, mapping }: Work): readonly string[] =>
  encodingLines(file, rows.form.encoding, mapping.source.encoding)
export const errorsOf = (shown: readonly RejectedRow[]): readonly object[] =>
  shown.flatMap(({ row, errors }) => errors.map((error) => ({ line: row.line, ...error })))
export const peakMemory = (): number => process.resourceUsage().maxRSS * 1024
