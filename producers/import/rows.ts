import type { FileEncoding } from './encoding.ts'
import type { Row, RowError } from './row-to-event.ts'

/** A row of a file, or what is wrong with the line that it should be. */
export interface FileRow {
  /** The line on which it begins, from 1. */
  readonly line: number
  /** Bytes of the file up to its end; 0 where reading goes on by lines. */
  readonly end: number
  /** Lines of the file up to its end. */
  readonly lines: number
  readonly row: Row
  readonly errors: readonly RowError[]
  /** Its cells as they are: byte strings, in the order of the file, without those that an import added. */
  readonly cells: readonly string[]
}

/** Where reading goes on: after so many bytes and lines. */
export interface FilePosition {
  readonly end: number
  readonly lines: number
}

/** How a file is written, so that one of its rows can be written alike. */
export interface FileForm {
  readonly encoding: FileEncoding
  /** The row that names the columns, as it is: byte strings. Empty where there is none. */
  readonly header: readonly string[]
  readonly lineEnd: string
}

/** A file's columns, and its rows from a position on. */
export interface RowsOfFile {
  readonly columns: readonly string[]
  readonly form: FileForm
  readonly rows: (from: FilePosition | undefined) => AsyncIterable<FileRow>
}
