import { closeSync, fsyncSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs'
import { stringify } from 'csv-stringify/sync'
import type { Mapping } from './mapping.ts'
import type { FileRow } from './rows.ts'
import type { RowError } from './row-to-event.ts'

/** A row that was not taken, and why. */
export interface RejectedRow {
  readonly row: FileRow
  readonly errors: readonly RowError[]
}

/** The file of rows that were not taken: as they were, with their line and what is wrong, to be corrected and imported again. */
export interface RejectedFile {
  /** Adds rows; on disk when it returns. Returns the file's length in bytes. */
  add(rows: readonly RejectedRow[]): number
  close(): void
}

const wordsOf = (errors: readonly RowError[]): string => errors.map(({ column, code, detail }) => `${column === undefined ? '' : `${column}: `}${detail} (${code})`).join(' | ')

const memberOf = ({ row, errors }: RejectedRow): object =>
  (row.row.size === 0 ? { line: row.line, errors: wordsOf(errors), text: row.cells[0] } : { ...Object.fromEntries(row.row), line: row.line, errors: wordsOf(errors) })

/** `length`: bytes of it that are known to be right; what stands after them is of a stop, and made again. Without a rejected row there is no file. */
export function openRejectedFile(file: string, { format, delimiter }: Mapping['source'], columns: readonly string[], length: number): RejectedFile {
  if (length === 0) rmSync(file, { force: true })
  let descriptor: number | undefined
  const opened = (): number => {
    descriptor ??= openSync(file, length === 0 ? 'w' : 'r+', 0o600)
    return descriptor
  }
  if (length > 0) ftruncateSync(opened(), length)
  let size = length
  // A file that is imported again has these columns already: they are made anew.
  const own = columns.map((column, place) => ({ column, place })).filter(({ column }) => column !== 'line' && column !== 'errors')
  const csv = (rows: readonly (readonly unknown[])[]): string => stringify(rows.map((row) => [...row]), { delimiter })
  const write = (text: string): void => { size += writeSync(opened(), text, size) }
  return {
    add: (rows) => {
      if (rows.length === 0) return size
      if (format === 'jsonl') write(rows.map((rejected) => `${JSON.stringify(memberOf(rejected))}\n`).join(''))
      else {
        if (size === 0) write(csv([[...own.map(({ column }) => column), 'line', 'errors']]))
        write(csv(rows.map(({ row, errors }) => [...own.map(({ place }) => row.cells[place] ?? ''), row.line, wordsOf(errors)])))
      }
      fsyncSync(opened())
      return size
    },
    close: () => { if (descriptor !== undefined) closeSync(descriptor) },
  }
}
