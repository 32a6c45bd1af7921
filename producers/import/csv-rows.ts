import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { CsvError, parse, type Info, type Parser } from 'csv-parse'
import { byteStringsOf, bytesIn, encodingOf, isUtf16, type FileEncoding } from './encoding.ts'
import { ImportError } from './errors.ts'
import type { Mapping } from './mapping.ts'
import { ownColumnsIn } from './own-columns.ts'
import type { FileForm, FilePosition, FileRow, RowsOfFile } from './rows.ts'
import type { RowError } from './row-to-event.ts'
import { textErrors } from './text-errors.ts'

/** The longest row (bytes): an event has at most 256 kB. */
const ROW_BYTES = 512 * 1024

interface Parsed {
  readonly record: readonly string[]
  readonly info: Info
}

/** Where cells and rows end, as byte strings. */
interface Marks {
  readonly delimiter: string
  readonly lineEnds: readonly string[]
}

/** Ends of lines may be mixed in one file; a lone carriage return ends one only where the first line ends so. */
const LINE_ENDS = ['\r\n', '\n']

/** Parses a file from a byte on, to byte strings. A quote within a cell is taken as it is; a row of another length is a row. */
function parserOf(file: string, { encoding }: FileEncoding, { delimiter, lineEnds }: Marks, start: number): Parser {
  const parser = parse({
    delimiter,
    encoding: 'latin1',
    record_delimiter: [...lineEnds],
    bom: false,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: ROW_BYTES,
  })
  const bytes = createReadStream(file, { start })
  const input: Readable = isUtf16(encoding) ? Readable.from(bytesIn(bytes, encoding)) : bytes
  input.on('error', (error: Error) => parser.destroy(error))
  parser.on('close', () => {
    input.destroy()
  })
  return input.pipe(parser)
}

const unreadable = (lines: number, cause: unknown): ImportError =>
  cause instanceof CsvError
    ? new ImportError(
        'not-csv',
        `From line ${String(lines + 1)} on this is no CSV (RFC 4180): look for a quotation mark that is not closed.`,
        { cause },
      )
    : new ImportError('file', 'The file cannot be read.', { cause })

/** Lines that a row takes. The parser's own count has a CRLF within quotes twice. */
const linesOf = (cells: readonly string[]): number => 1 + cells.reduce((lines, cell) => lines + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)

/** Nothing but white space, or the mark that ended files in DOS. */
const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => /^[\s\x1a]*$/.test(cell))

interface Header {
  readonly cells: readonly string[]
  readonly lineEnds: readonly string[]
  readonly lineEnd: string
  readonly position: FilePosition
}

/** The first row that is not blank. */
async function headerOf(file: string, encoding: FileEncoding, delimiter: string): Promise<Header> {
  const start = encoding.mark.length
  const parser = parserOf(file, encoding, { delimiter, lineEnds: [] }, start)
  let lines = 0
  try {
    for await (const { record: cells, info } of parser as AsyncIterable<Parsed>) {
      lines += linesOf(cells)
      if (isBlank(cells)) continue
      // What the parser found at the end of the first line.
      const lineEnd = parser.options.record_delimiter.map(String)[0] ?? '\n'
      return { cells, lineEnd, lineEnds: lineEnd === '\r' ? ['\r'] : LINE_ENDS, position: { end: start + info.bytes, lines } }
    }
  } catch (error) {
    throw unreadable(lines, error)
  } finally {
    parser.destroy()
  }
  throw new ImportError('columns', 'The file is empty: its first line must name the columns.')
}

const wrongCount = (expected: number): RowError => ({
  code: 'wrong-columns',
  detail: `Must have ${String(expected)} cells, one per column: look for a delimiter within a cell that is not quoted.`,
})

/** Opens a CSV file (RFC 4180) whose first row names the columns. Rejects with ImportError `file`, `not-csv`, `columns`. */
export async function openCsv(file: string, source: Mapping['source']): Promise<RowsOfFile> {
  const encoding = await encodingOf(file, source.encoding)
  const { text, bytesOf } = byteStringsOf(encoding.encoding)
  const delimiter = bytesOf(source.delimiter)
  const header = await headerOf(file, encoding, delimiter)
  const columns = header.cells.map((column) => text(column).trim())
  const doubled = columns.find((column, index) => column !== '' && columns.indexOf(column) !== index)
  if (doubled !== undefined) throw new ImportError('columns', `The file has two columns named "${doubled}".`)
  const own = ownColumnsIn(columns)
  const empty = new Set(source.empty)
  const form: FileForm = { encoding, header: header.cells.slice(own), lineEnd: header.lineEnd }
  // A position in UTF-16 is none in what is parsed: such a file is read from the start, and its rows are passed over.
  const startOf = (from: FilePosition): FilePosition => (isUtf16(encoding.encoding) ? { end: encoding.mark.length, lines: 0 } : from)
  return {
    columns,
    form,
    rows: async function* (from = header.position): AsyncGenerator<FileRow> {
      const start = startOf(from)
      let lines = start.lines
      try {
        for await (const { record, info } of parserOf(
          file,
          encoding,
          { delimiter, lineEnds: header.lineEnds },
          start.end,
        ) as AsyncIterable<Parsed>) {
          const line = lines + 1
          lines += linesOf(record)
          if (line <= from.lines) continue
          const cells = record.map(text)
          const theirs = cells.slice(own)
          if (isBlank(theirs.map((cell) => (empty.has(cell.trim()) ? '' : cell)))) continue
          const errors = [
            ...(cells.length === columns.length ? [] : [wrongCount(columns.length)]),
            ...textErrors(theirs, (index) => columns[own + index]),
          ]
          const row = new Map(columns.map((column, index) => [column, cells[index] ?? '']))
          yield { line, end: isUtf16(encoding.encoding) ? 0 : start.end + info.bytes, lines, row, errors, cells: record.slice(own) }
        }
      } catch (error) {
        if (error instanceof ImportError) throw error
        throw unreadable(lines, error)
      }
    },
  }
}
