import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseJson } from '../../schemas/codec/json.ts'
import { ImportError } from './errors.ts'
import type { Mapping } from './mapping.ts'
import { isText, NOT_TEXT, type FileRow, type RowsOfFile } from './rows.ts'
import type { Row, RowError } from './row-to-event.ts'

const NO_OBJECT: RowError = { code: 'not-json', detail: 'Must be one JSON object in a line, with text, numbers, true or false as its members\' values.' }

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

/** Opens a file of JSON objects, one a line (JSON Lines). Its columns are members of the objects: a row may lack any. */
export function openJsonl(file: string, { encoding }: Mapping['source']): RowsOfFile {
  return {
    columns: [],
    rows: async function* (from = { end: 0, lines: 0 }): AsyncGenerator<FileRow> {
      const bytes = createReadStream(file, 'latin1')
      const failed = new Promise<never>((_, reject) => { bytes.on('error', (cause) => { reject(new ImportError('file', 'The file cannot be read.', { cause })) }) })
      failed.catch(() => undefined)
      // Bytes as they are: in text there would be other ends of lines than those of JSON Lines.
      const lines = createInterface({ input: bytes, crlfDelay: Infinity })[Symbol.asyncIterator]()
      for (let line = 1; ; line++) {
        const next = await Promise.race([lines.next(), failed])
        if (next.done === true) return
        const text = encoding === 'utf8' ? Buffer.from(next.value, 'latin1').toString('utf8') : next.value
        if (line <= from.lines || text.trim() === '') continue
        const row = readLine(text)
        const errors = [...(row === undefined ? [NO_OBJECT] : []), ...(isText([text]) ? [] : [NOT_TEXT])]
        yield { line, end: 0, lines: line, row: row ?? new Map<string, string>(), errors, cells: [text] }
      }
    },
  }
}
