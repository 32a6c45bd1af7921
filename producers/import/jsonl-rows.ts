import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { parseJson } from '../../schemas/codec/json.ts'
import { bytesIn, byteStringsOf, encodingOf, type Encoding } from './encoding.ts'
import { ImportError } from './errors.ts'
import type { Mapping } from './mapping.ts'
import type { FileRow, RowsOfFile } from './rows.ts'
import type { Row, RowError } from './row-to-event.ts'
import { textErrors } from './text-errors.ts'

const NO_OBJECT: RowError = {
  code: 'not-json',
  detail: "Must be one JSON object in a line, with text, numbers, true or false as its members' values.",
}

const cellOf = (value: unknown): string | undefined => {
  if (value === null) return ''
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** The members of a line's object as cells; undefined when it is no flat object. */
function readLine(line: string): Row | undefined {
  const parsed = parseJson(Buffer.from(line))
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value)) return undefined
  const cells = Object.entries(parsed.value).map(([name, value]) => [name, cellOf(value)] as const)
  return cells.every((cell): cell is readonly [string, string] => cell[1] !== undefined) ? new Map(cells) : undefined
}

/** Bytes as strings: in text there would be other ends of lines than those of JSON Lines. */
async function* byteStrings(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  for await (const chunk of bytesIn(chunks, encoding)) yield chunk.toString('latin1')
}

/** Opens a file of JSON objects, one a line (JSON Lines). Its columns are members of the objects: a row may lack any. Rejects with ImportError `file`. */
export async function openJsonl(file: string, source: Mapping['source']): Promise<RowsOfFile> {
  const encoding = await encodingOf(file, source.encoding)
  const { text: textOf } = byteStringsOf(encoding.encoding)
  const empty = new Set(source.empty)
  const isNothing = (cell: string): boolean => cell.trim() === '' || empty.has(cell.trim())
  return {
    columns: [],
    form: { encoding, header: [], lineEnd: '\n' },
    rows: async function* (from = { end: 0, lines: 0 }): AsyncGenerator<FileRow> {
      const bytes = createReadStream(file, { start: encoding.mark.length })
      const failed = new Promise<never>((_, reject) => {
        bytes.on('error', (cause) => {
          reject(new ImportError('file', 'The file cannot be read.', { cause }))
        })
      })
      failed.catch(() => undefined)
      const input = Readable.from(byteStrings(bytes, encoding.encoding))
      input.on('error', () => undefined)
      const lines = createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]()
      try {
        for (let line = 1; ; line++) {
          const next = await Promise.race([lines.next(), failed])
          if (next.done === true) return
          const cell = next.value
          const text = textOf(cell)
          if (line <= from.lines || text.trim() === '') continue
          const row = readLine(text)
          if (row !== undefined && row.size > 0 && [...row.values()].every(isNothing)) continue
          const columns = [...(row?.keys() ?? [])]
          const errors = [
            ...(row === undefined ? [NO_OBJECT] : []),
            ...(row === undefined ? textErrors([text], () => undefined) : textErrors([...row.values()], (index) => columns[index])),
          ]
          yield { line, end: 0, lines: line, row: row ?? new Map<string, string>(), errors, cells: [cell] }
        }
      } finally {
        bytes.destroy()
      }
    },
  }
}
