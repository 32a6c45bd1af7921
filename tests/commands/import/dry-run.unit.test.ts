import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { importFile } from '../../../commands/import.ts'
import type { Output } from '../../../commands/output.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { cellsOf, HEADER, rowText, spoiltFile, type Cells } from '../../producers/import/spoilt.ts'

const folder = temporaryFolder()
afterAll(() => {
  folder.remove()
})
const [file, mappingFile] = [join(folder.path, 'extract.csv'), join(folder.path, 'mapping.json')]
const shipped = JSON.parse(readFileSync(join(import.meta.dirname, '../../../producers/import/mappings/police-incidents.json'), 'utf8')) as {
  readonly fields: readonly object[]
}
const rightRows = spoiltFile(1, { seed: 1, every: 10 }).rows.map((row): Cells => ({
  ...row.right,
  Strangulation: 'N',
  Injury: 'None',
  Summary: 'He waited outside.\r\nHe followed her.\r\nShe rang.',
}))

interface Said {
  readonly code: number
  readonly words: string
  readonly json: {
    readonly rows?: number
    readonly taken?: number
    readonly held?: number
    readonly warned?: number
    readonly noted?: readonly { readonly line: number; readonly held: readonly object[]; readonly warnings: readonly object[] }[]
    readonly notes?: readonly string[]
  }
}

/** Runs a dry run of rows in an encoding, as somebody at a terminal. */
async function dryRun(
  rows: readonly Partial<Cells>[],
  { mapping = {}, mark = '' }: { readonly mapping?: object; readonly mark?: string } = {},
): Promise<Said> {
  writeFileSync(mappingFile, JSON.stringify({ ...shipped, source: { format: 'csv', delimiter: ';' }, ...mapping }))
  writeFileSync(
    file,
    mark + [HEADER, ...rows.flatMap((row) => rightRows.map((right) => cellsOf({ ...right, ...row })))].map(rowText).join(''),
  )
  const said: string[] = []
  let json: Said['json'] = {}
  const output: Output = {
    json: false,
    result: (words, value) => {
      said.push(words)
      json = value as Said['json']
    },
    progress: () => undefined,
    failure: (words) => {
      said.push(words)
    },
  }
  const unused = (): Promise<string> => Promise.reject(new Error('Nothing is sent.'))
  const code = await importFile(
    {
      agency: agencyNamed('westmere-police'),
      mapping: mappingFile,
      file,
      rejected: undefined,
      outcomes: undefined,
      dryRun: true,
      again: false,
      wait: true,
      data: folder.path,
      url: unused,
      token: unused,
    },
    output,
  )
  return { code, words: said.join('\n'), json }
}

describe('a dry run', () => {
  it('says which rows would be held, by line and column, and counts them', async () => {
    const { code, words, json } = await dryRun([{}, { 'Incident number': '2', Summary: 'Ring her on 07700 900123.' }])
    expect([code, json.rows, json.taken, json.held]).toEqual([0, 2, 2, 1])
    expect(words).toContain('extract.csv:5 held Summary held: Looks like an address or a telephone number.')
    expect(words).toContain('2 rows: 2 would be taken, 1 of them held until you confirm them, 0 not. Nothing was sent.')
    expect(words).not.toContain('07700')
  })

  it('says of what the sender would be warned, by line and column, and counts those rows, also where one is held as well', async () => {
    const wrongPnc = { 'Suspect PNC': '2004/0000001Z' }
    const { code, words, json } = await dryRun([
      {},
      { 'Incident number': '2', ...wrongPnc },
      { 'Incident number': '3', ...wrongPnc, Summary: 'Ring her on 07700 900123.' },
    ])
    expect([code, json.rows, json.taken, json.held, json.warned]).toEqual([0, 3, 3, 1, 2])
    expect(words).toContain('extract.csv:5 warning Suspect PNC W11: Not a valid number of its scheme')
    expect(words).toContain('3 rows: 3 would be taken, 1 of them held until you confirm them, 2 with a warning, 0 not. Nothing was sent.')
    expect(json.noted?.map(({ line, held, warnings }) => [line, held.length, warnings.length])).toEqual([
      [5, 0, 1],
      [8, 1, 1],
    ])
    expect(words).not.toContain('0000001Z')
  })

  it('names two rows of one reference that say something else, with both lines; of the same content they are one event', async () => {
    const { code, words, json } = await dryRun([{ Summary: 'One.' }, { Summary: 'One.' }, { Summary: 'Other.' }])
    expect([code, json.taken]).toEqual([1, 2])
    expect(words).toContain('extract.csv:4 Incident number same-reference: Line 2 has the same reference and says something else')
  })

  it('finds them however far apart they are', async () => {
    const between = Array.from({ length: 2_500 }, (_, number) => ({ 'Incident number': `M-${String(number)}`, Summary: 'One.' }))
    const { words, json } = await dryRun([{ Summary: 'One.' }, ...between, { Summary: 'Other.' }])
    expect(json.taken).toBe(2_501)
    expect(words).toContain('extract.csv:2503 Incident number same-reference: Line 2 has')
  }, 60_000)

  it('has a word where a byte-order mark says another encoding than the mapping', async () => {
    const { words, json } = await dryRun([{}], {
      mark: '\ufeff',
      mapping: { source: { format: 'csv', delimiter: ';', encoding: 'windows-1252' } },
    })
    expect(words).toContain('extract.csv begins with the byte-order mark of utf8: it is read so, though the mapping says windows-1252.')
    expect([json.taken, json.notes?.length]).toEqual([1, 1])
    expect((await dryRun([{}], { mark: '\ufeff' })).json.notes).toEqual([])
  })

  it('names a mistake in the mapping by its place, once, and reads no row', async () => {
    const { code, words } = await dryRun([{}, {}, {}], {
      mapping: { fields: [...shipped.fields, { to: '/data/details/colour', column: 'Place' }] },
    })
    expect(code).toBe(2)
    expect(words).toBe(
      `The mapping is not right:\n  /fields/${String(shipped.fields.length)}/to A field that behaviour.incident-recorded does not have.`,
    )
  })
})
