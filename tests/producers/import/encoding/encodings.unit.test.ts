import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { openCsv } from '../../../../producers/import/csv-rows.ts'
import { ENCODINGS, type Encoding } from '../../../../producers/import/encoding.ts'
import { openJsonl } from '../../../../producers/import/jsonl-rows.ts'
import type { Mapping } from '../../../../producers/import/mapping.ts'
import { openRejectedFile } from '../../../../producers/import/rejected-file.ts'
import type { FilePosition, FileRow, RowsOfFile } from '../../../../producers/import/rows.ts'
import { temporaryFolder } from '../../../fixtures/temporary-folder.ts'
import { windows1252 } from '../spoilt.ts'

const folder = temporaryFolder()
const file = join(folder.path, 'file')
afterAll(() => {
  folder.remove()
})

const MARKS: Readonly<Record<string, readonly number[]>> = { utf8: [0xef, 0xbb, 0xbf], 'utf-16le': [0xff, 0xfe], 'utf-16be': [0xfe, 0xff] }
const WRITE: Readonly<Record<Encoding, (text: string) => Buffer>> = {
  utf8: (text) => Buffer.from(text),
  'windows-1252': windows1252,
  latin1: (text) => Buffer.from(text, 'latin1'),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
}
const sourceOf = (encoding: Encoding, more: Partial<Mapping['source']> = {}): Mapping['source'] => ({
  format: 'csv',
  delimiter: ';',
  encoding,
  ...more,
})
const write = (encoding: Encoding, text: string, { mark = false } = {}): void => {
  writeFileSync(file, Buffer.concat([Buffer.from(mark ? (MARKS[encoding] ?? []) : []), WRITE[encoding](text)]))
}
const rowsOf = async (rows: RowsOfFile, from?: FilePosition): Promise<readonly FileRow[]> => {
  const all: FileRow[] = []
  for await (const row of rows.rows(from)) all.push(row)
  return all
}
const read = async (source: Mapping['source']): Promise<readonly FileRow[]> => rowsOf(await openCsv(file, source))
const cellsOf = ({ row }: FileRow): readonly string[] => [...row.values()]

describe('the encoding of a file', () => {
  it.each(ENCODINGS)('%s is read as it was written, with and without a byte-order mark', async (encoding) => {
    for (const mark of [false, true]) {
      write(encoding, 'Réf;Name\r\n1;Zoë\r\n2;"é;\r\nü"\r\n', { mark })
      expect((await read(sourceOf(encoding))).map(({ row }) => Object.fromEntries(row))).toEqual([
        { Réf: '1', Name: 'Zoë' },
        { Réf: '2', Name: 'é;\r\nü' },
      ])
    }
  })

  it('windows-1252 has quotation marks, dashes and the euro where latin1 has control characters', async () => {
    write('windows-1252', 'Name\r\n“O’Brien” – €…\r\n')
    expect((await read(sourceOf('windows-1252'))).map(cellsOf)).toEqual([['“O’Brien” – €…']])
    expect((await read(sourceOf('latin1'))).map(({ errors }) => errors)).toEqual([
      [{ column: 'Name', code: 'not-text', detail: expect.stringContaining('windows-1252') }],
    ])
  })

  it.each([
    ['utf8', 'windows-1252'],
    ['utf-16le', 'utf8'],
    ['utf-16be', 'latin1'],
    ['utf-16be', 'utf-16le'],
  ] as const)('the byte-order mark of %s wins over a mapping that says %s', async (marked, stated) => {
    write(marked, 'Name\r\nZoë\r\n', { mark: true })
    const rows = await openCsv(file, sourceOf(stated))
    expect([rows.form.encoding.encoding, rows.columns, (await rowsOf(rows)).map(cellsOf)]).toEqual([marked, ['Name'], [['Zoë']]])
  })

  it.each([
    ['a byte that windows-1252 lacks', 'windows-1252', [0x81]],
    ['a byte that is no UTF-8', 'utf8', [0xe9]],
    ['a C1 control character', 'utf8', [0xc2, 0x85]],
    ['a bell', 'utf8', [0x07]],
    ['a zero byte', 'utf8', [0]],
    ['a delete', 'utf8', [0x7f]],
  ] as const)('%s rejects its row, with the column, and no other', async (_, encoding, bytes) => {
    writeFileSync(file, Buffer.concat([Buffer.from('Ref;Name\r\n1;He '), Buffer.from(bytes), Buffer.from('\r\n2;Vell\tx\r\n')]))
    expect((await read(sourceOf(encoding))).map(({ errors }) => errors.map(({ column, code }) => [column, code]))).toEqual([
      [['Name', 'not-text']],
      [],
    ])
  })

  it('of a file in half of a surrogate pair rejects that row', async () => {
    writeFileSync(file, Buffer.from('Name\nx\ud83d\ny\n', 'utf16le'))
    expect((await read(sourceOf('utf-16le'))).map(({ errors }) => errors.map(({ code }) => code))).toEqual([['not-text'], []])
  })
})

describe('the rows of a file', () => {
  it('have the line on which they begin, also after cells of several lines, whatever ends them', async () => {
    write('utf8', 'Ref;Name\r\n1;"a\r\nb\r\nc"\r\n2;"x\ny"\n\r\n3;"r\rs"\r\n;\r\n"";" "\r\n4;z')
    expect((await read(sourceOf('utf8'))).map(({ line, row }) => [line, row.get('Ref')])).toEqual([
      [2, '1'],
      [5, '2'],
      [8, '3'],
      [12, '4'],
    ])
  })

  it.each(ENCODINGS)('in %s are the same from where reading was stopped', async (encoding) => {
    write(encoding, 'Ref;Name\r\n1;"a\r\né"\r\n\r\n;;\r\n2;Zoë\r\n3;y\r\n4;\r\n', { mark: true })
    const rows = await openCsv(file, sourceOf(encoding))
    const all = await rowsOf(rows)
    expect(all.length).toBe(4)
    for (const [place, { end, lines }] of all.entries())
      expect((await rowsOf(rows, { end, lines })).map(({ line, cells }) => [line, cells])).toEqual(
        all.slice(place + 1).map(({ line, cells }) => [line, cells]),
      )
  })

  it('of nothing but delimiters, white space or tokens for nothing are none', async () => {
    write('utf8', 'Ref;Name;Place\r\n;;\r\n;;;;\r\n  ; ;\t\r\nNULL;#N/A;\r\n1;NULL;x\r\n\u001a')
    expect((await read(sourceOf('utf8', { empty: ['NULL', '#N/A'] }))).map(({ row }) => row.get('Ref'))).toEqual(['1'])
    writeFileSync(file, '{"Ref":null,"Name":""}\n{"Ref":"NULL"}\n{"Ref":1}\n')
    expect((await rowsOf(await openJsonl(file, sourceOf('utf8', { format: 'jsonl', empty: ['NULL'] })))).map(({ line }) => line)).toEqual([
      3,
    ])
  })

  it('may end with a carriage return alone, where the first does', async () => {
    write('utf8', 'Ref;Name\r1;a\r2;b\r')
    expect((await read(sourceOf('utf8'))).map(({ line, row }) => [line, row.get('Name')])).toEqual([
      [2, 'a'],
      [3, 'b'],
    ])
  })
})

/** Writes all rows of a file as rejected, and reads them from there. */
async function rejected(
  open: (file: string) => Promise<RowsOfFile>,
  source: Mapping['source'],
  from = file,
): Promise<{ readonly before: readonly FileRow[]; readonly after: readonly FileRow[]; readonly bytes: Buffer }> {
  const rows = await open(from)
  const before = await rowsOf(rows)
  const target = `${from}.rejected`
  const out = openRejectedFile(target, source, rows.form, 0)
  out.add(before.map((row) => ({ row, errors: [{ column: 'Né', code: 'missing', detail: 'Must not be “empty”.' }] })))
  out.close()
  return { before, after: await rowsOf(await open(target)), bytes: readFileSync(target) }
}

describe('the file of rejected rows', () => {
  const character = fc.constantFrom(...'aZ09 é€’“"";,\n\r\t–ü')
  const cell = fc.string({ unit: character, maxLength: 8 })
  const table = fc.array(
    fc.array(cell, { minLength: 1, maxLength: 5 }).filter((cells) => cells.some((text) => text.trim() !== '')),
    { minLength: 1, maxLength: 6 },
  )
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

  it.each(ENCODINGS)('in %s has the cells byte for byte as they were, however many, and imported again the same rows', async (encoding) => {
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), async (cells, mark) => {
        write(encoding, `Ref;Name;Né\r\n${cells.map((row) => `${row.map(quoted).join(';')}\r\n`).join('')}`, { mark })
        const source = sourceOf(encoding)
        const { before, after, bytes } = await rejected((from) => openCsv(from, source), source)
        expect(after.map((row) => row.cells)).toEqual(before.map((row) => row.cells))
        expect(after.map(({ row }) => [row.get('Ref'), row.get('Name'), row.get('Né')])).toEqual(
          before.map(({ row }) => [row.get('Ref'), row.get('Name'), row.get('Né')]),
        )
        expect([...bytes.subarray(0, 2)].toString() === [...(MARKS[encoding] ?? [])].slice(0, 2).toString()).toBe(mark && encoding in MARKS)
      }),
      { numRuns: 30 },
    )
  })

  it('keeps what its source calls line and errors', async () => {
    writeFileSync(file, 'Ref;errors;line\r\n1;none;7\r\n')
    const source = sourceOf('utf8')
    const once = await rejected((from) => openCsv(from, source), source)
    const twice = await rejected((from) => openCsv(from, source), source, `${file}.rejected`)
    expect([once.after, twice.after].map(([row]) => [row?.row.get('line'), row?.row.get('errors'), row?.cells])).toEqual([
      ['7', 'none', ['1', 'none', '7']],
      ['7', 'none', ['1', 'none', '7']],
    ])
  })

  it.each(ENCODINGS)('of JSON Lines in %s has each line as it was, with what is wrong before it', async (encoding) => {
    const source = sourceOf(encoding, { format: 'jsonl' })
    write(encoding, '{"Ref": 1.50, "Name":"Zo\\u00eb é", "on":true, "nothing":null}\n{"Ref":"2"}\n')
    const open = (from: string): Promise<RowsOfFile> => openJsonl(from, source)
    const { before, after } = await rejected(open, source)
    const again = await rejected(open, source, `${file}.rejected`)
    const own = ({ row }: FileRow): readonly unknown[] => [...row].filter(([name]) => name !== 'line' && name !== 'errors')
    expect(after.map(own)).toEqual(before.map(own))
    expect(again.after.map(({ cells }) => cells)).toEqual(after.map(({ cells }) => cells))
    expect(after[0]?.cells[0]).toMatch(/^\{"line":1,"errors":"[^"]+\(missing\)","Ref": 1\.50, "Name":"Zo\\u00eb /)
  })

  it('is not gone on with where it lacks what it had', async () => {
    write('utf8', 'Ref\r\n1\r\n')
    const { form } = await openCsv(file, sourceOf('utf8'))
    expect(() => openRejectedFile(`${file}.gone`, sourceOf('utf8'), form, 10)).toThrow(/no longer in .*--again/)
  })

  it('of a line that is no object has that line as text', async () => {
    const source = sourceOf('utf8', { format: 'jsonl' })
    writeFileSync(file, '[1, "é"]\n')
    const { after } = await rejected((from) => openJsonl(from, source), source)
    expect(after.map(({ row }) => row.get('text'))).toEqual(['[1, "é"]'])
  })
})
