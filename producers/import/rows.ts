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
  /** Its cells, in the order of the file's columns, as they are. */
  readonly cells: readonly string[]
}

/** Where reading goes on: after so many bytes and lines. */
export interface FilePosition {
  readonly end: number
  readonly lines: number
}

/** A file's columns, and its rows from a position on. */
export interface RowsOfFile {
  readonly columns: readonly string[]
  readonly rows: (from: FilePosition | undefined) => AsyncIterable<FileRow>
}

/** What a decoder writes for bytes that are no text of the encoding. */
const NO_TEXT = '\ufffd'

export const NOT_TEXT: RowError = { code: 'not-text', detail: 'Has bytes that are no text of this encoding: save the file as UTF-8, or say the encoding in the mapping.' }
export const isText = (cells: readonly string[]): boolean => !cells.some((cell) => cell.includes(NO_TEXT))
