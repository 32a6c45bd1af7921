import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { stringify } from 'csv-stringify/sync'
import { byteStringsOf, type ByteStrings } from './encoding.ts'
import { ImportError } from './errors.ts'
import type { Mapping } from './mapping.ts'
import { ownColumnsFor, type OwnColumns } from './own-columns.ts'
import type { FileForm, FileRow } from './rows.ts'
import type { RowError } from './row-to-event.ts'
import { withOwnMembers } from './own-members.ts'

/** A row that was not taken, and why. */
export interface RejectedRow {
  readonly row: FileRow
  readonly errors: readonly RowError[]
}

/**
 * The file of rows that were not taken, to be corrected and imported again: byte for byte as they were, in the source's own encoding, behind their line and
 * what is wrong.
 */
export interface RejectedFile {
  /** Adds rows; on disk when it returns. Returns the file's length in bytes. */
  add(rows: readonly RejectedRow[]): number
  close(): void
}

/** What is wrong with a row, in one text. */
export const wordsOf = (errors: readonly RowError[]): string =>
  errors.map(({ column, code, detail }) => `${column === undefined ? '' : `${column}: `}${detail} (${code})`).join(' | ')

interface Writer {
  readonly head: string
  readonly row: (rejected: RejectedRow) => string
}

/** Cells as they were, however many: what is wrong with a row stands before them. */
function csvWriter({ header, lineEnd }: FileForm, delimiter: string, { text, bytesOf }: ByteStrings): Writer {
  const own: OwnColumns = ownColumnsFor(header.map((column) => text(column).trim()))
  const csv = (cells: readonly string[]): string =>
    stringify([[...cells]], { delimiter, record_delimiter: lineEnd, quoted_match: /[\r\n]/ })
  return {
    head: csv([...own, ...header]),
    row: ({ row, errors }) => csv([String(row.line), bytesOf(wordsOf(errors)), ...row.cells]),
  }
}

const jsonlWriter = ({ bytesOf }: ByteStrings): Writer => ({
  head: '',
  row: ({ row, errors }) => `${withOwnMembers(row, bytesOf(JSON.stringify(wordsOf(errors))))}\n`,
})

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0)

/** Where rows go that are refused after the file was written whole: to its end, or, where somebody has begun to correct it, to a file of their own. */
export const laterFile = (file: string, format: string, length: number): { readonly file: string; readonly length: number } =>
  sizeOf(file) === length ? { file, length } : { file: `${file.replace(new RegExp(`\\.${format}$`), '')}.later.${format}`, length: 0 }

/**
 * `length`: bytes of it that are known to be right; what stands after them is of a stop, and made again. Without a rejected row there is no file. Throws
 * ImportError `file` where it lacks what it had.
 */
export function openRejectedFile(file: string, { format, delimiter }: Mapping['source'], form: FileForm, length: number): RejectedFile {
  if (sizeOf(file) < length)
    throw new ImportError('file', `Rows that were rejected are no longer in ${file}: put it back to go on, or begin anew with --again.`)
  if (length === 0) rmSync(file, { force: true })
  let descriptor: number | undefined
  const opened = (): number => {
    descriptor ??= openSync(file, length === 0 ? 'w' : 'r+', 0o600)
    return descriptor
  }
  if (length > 0) ftruncateSync(opened(), length)
  let size = length
  const strings = byteStringsOf(form.encoding.encoding)
  const writer = format === 'jsonl' ? jsonlWriter(strings) : csvWriter(form, strings.bytesOf(delimiter), strings)
  const write = (bytes: Buffer): void => {
    for (let at = 0; at < bytes.length;) {
      const written = writeSync(opened(), bytes, at, bytes.length - at, size)
      at += written
      size += written
    }
  }
  return {
    add: (rows) => {
      if (rows.length === 0) return size
      if (size === 0) write(Buffer.concat([form.encoding.mark, strings.toFile(writer.head)]))
      write(strings.toFile(rows.map(writer.row).join('')))
      fsyncSync(opened())
      return size
    },
    close: () => {
      if (descriptor !== undefined) closeSync(descriptor)
    },
  }
}
