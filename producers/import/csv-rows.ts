import { createReadStream } from 'node:fs'
import { CsvError, parse, type Info, type Parser } from 'csv-parse'
import { ImportError } from './errors.ts'
import type { Mapping } from './mapping.ts'
import { isText, NOT_TEXT, type FilePosition, type FileRow, type RowsOfFile } from './rows.ts'
import type { RowError } from './row-to-event.ts'

/** The longest row (bytes): an event has at most 256 kB. */
const ROW_BYTES = 512 * 1024

interface Parsed { readonly record: readonly string[]; readonly info: Info }

/** Parses a file from a byte on. A quote within a cell is taken as it is; a row of another length is a row. */
function parserOf(file: string, { delimiter, encoding }: Mapping['source'], start: number): Parser {
  const parser = parse({ delimiter, encoding, bom: start === 0, info: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, max_record_size: ROW_BYTES })
  const bytes = createReadStream(file, { start })
  bytes.on('error', (error) => parser.destroy(error))
  parser.on('close', () => bytes.destroy())
  return bytes.pipe(parser)
}

const unreadable = (lines: number, cause: unknown): ImportError =>
  cause instanceof CsvError
    ? new ImportError('not-csv', `From line ${String(lines + 1)} on this is no CSV (RFC 4180): look for a quotation mark that is not closed.`, { cause })
    : new ImportError('file', 'The file cannot be read.', { cause })

async function headerOf(file: string, source: Mapping['source']): Promise<{ readonly columns: readonly string[]; readonly position: FilePosition }> {
  const parser = parserOf(file, source, 0)
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>)
      return { columns: record.map((column) => column.trim()), position: { end: info.bytes, lines: info.lines } }
  } catch (error) {
    throw unreadable(0, error)
  } finally {
    parser.destroy()
  }
  throw new ImportError('columns', 'The file is empty: its first line must name the columns.')
}

const wrongCount = (expected: number): RowError => ({ code: 'wrong-columns', detail: `Must have ${String(expected)} cells, one per column: look for a delimiter within a cell that is not quoted.` })

/** Opens a CSV file (RFC 4180) whose first row names the columns. Rejects with ImportError `file`, `not-csv`, `columns`. */
export async function openCsv(file: string, source: Mapping['source']): Promise<RowsOfFile> {
  const { columns, position: first } = await headerOf(file, source)
  const doubled = columns.find((column, place) => column !== '' && columns.indexOf(column) !== place)
  if (doubled !== undefined) throw new ImportError('columns', `The file has two columns named "${doubled}".`)
  const rowOf = (cells: readonly string[]): ReadonlyMap<string, string> => new Map(columns.map((column, place) => [column, cells[place] ?? '']))
  return {
    columns,
    rows: async function* (from = first): AsyncGenerator<FileRow> {
      let lines = from.lines
      let empty = 0
      try {
        for await (const { record: cells, info } of parserOf(file, source, from.end) as AsyncIterable<Parsed>) {
          const line = lines + 1 + info.empty_lines - empty
          lines = from.lines + info.lines
          empty = info.empty_lines
          const errors = [...(cells.length === columns.length ? [] : [wrongCount(columns.length)]), ...(isText(cells) ? [] : [NOT_TEXT])]
          yield { line, end: from.end + info.bytes, lines, row: rowOf(cells), errors, cells }
        }
      } catch (error) {
        if (error instanceof ImportError) throw error
        throw unreadable(lines, error)
      }
    },
  }
}
