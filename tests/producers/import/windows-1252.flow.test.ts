import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { shippedMappings } from '../../../producers/import/shipped.ts'
import { readWire } from '../../../schemas/codec/wire.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { startRunning, type Running } from '../../flow/running.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { startImport, type ImportResult } from './running-import.ts'
import { cellsOf, HEADER, rowText, SPOILT_KINDS, spoiltFile, windows1252, type Cells } from './spoilt.ts'

const AGENCY = 'westmere-police'
const IMPORT = `agency.${AGENCY}.import`
const ROWS = 5_000
const MAPPINGS = join(import.meta.dirname, '..', '..', '..', 'producers', 'import', 'mappings')

interface Said {
  readonly agency_record_ref: string
  readonly subject: { readonly given_name: string; readonly family_name: string }
  readonly details: { readonly description: string }
}
type Row = readonly string[]

const bytesOf = (file: string): readonly Row[] =>
  parse(readFileSync(file), { delimiter: ';', encoding: 'latin1', relax_column_count: true })
const outcomesOf = (file: string): readonly Readonly<Record<string, string>>[] =>
  parse(readFileSync(file), { columns: true }) as unknown as readonly Readonly<Record<string, string>>[]
const written = (cells: readonly string[]): Row => cells.map((cell) => windows1252(cell).toString('latin1'))
const codeOf = (words: string | undefined): string => /\(([^()]+)\)$/.exec(words ?? '')?.[1] ?? ''

describe(`a Windows-1252 file of 5,000 rows with ${String(SPOILT_KINDS.length)} kinds of mistake`, () => {
  const folder = temporaryFolder()
  const [file, before, mapping] = [join(folder.path, 'extract.csv'), join(folder.path, 'before.csv'), join(folder.path, 'mapping.json')]
  const spoilt = spoiltFile(ROWS, { seed: 21, every: 40 })
  const wrong = spoilt.rows.filter(({ code }) => code !== undefined)
  let running: Running
  let args: readonly string[]
  beforeAll(async () => {
    running = await startRunning({ at: Date.parse('2026-01-05T09:00:00Z') })
    const shipped = JSON.parse(readFileSync(join(MAPPINGS, 'police-incidents.json'), 'utf8')) as object
    writeFileSync(
      mapping,
      JSON.stringify({ ...shipped, source: { format: 'csv', delimiter: ';', encoding: 'windows-1252', empty: ['NULL', '#N/A'] } }),
    )
    writeFileSync(file, windows1252(spoilt.text))
    writeFileSync(before, windows1252([HEADER, ...spoilt.before.map(cellsOf)].map(rowText).join('')))
    args = ['--agency', AGENCY, '--mapping', mapping, '--url', running.service.origin, '--token', await running.token(AGENCY)]
  }, 60_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
    folder.remove()
  })

  const run = async (of: string): Promise<{ readonly code: number | null; readonly result: ImportResult }> => {
    const { code, result, failure } = await startImport([...args, of], { THROUGHLINE_DATA: join(folder.path, 'data') }).ended
    if (result === undefined) throw new Error(failure)
    return { code, result }
  }
  const published = async (): Promise<ReadonlyMap<string, Said>> => {
    const types = loadCatalogue().types
    const said = new Map<string, Said>()
    const end = (await running.parts.log.ranges(IMPORT))[0]?.end ?? 0
    for (let from = 0; from < end; from += 1_000) {
      for (const { headers, value } of await running.parts.log.read(IMPORT, 0, from, 1_000)) {
        const wire = readWire(value)
        if (wire.ok) said.set(headers.ce_id ?? '', types.get(headers.ce_type ?? '')?.avro.fromBuffer(wire.value.body) as Said)
      }
    }
    return said
  }
  const saidOf = (row: Cells): object => ({
    ref: row['Incident number'],
    given: row['Suspect Forename'],
    family: row['Suspect Surname'],
    description: row.Summary,
  })

  it('has more kinds than fifteen, each of them many times, and is no UTF-8', () => {
    expect(shippedMappings()).toContain('police-incidents')
    expect(SPOILT_KINDS.length).toBeGreaterThanOrEqual(15)
    expect(new Set(wrong.map(({ kind }) => kind)).size).toBe(SPOILT_KINDS.length)
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))).toThrow()
  })

  it('is rejected where it is wrong, by line and code, each such row byte for byte as it was; of every row it is known what became of it', async () => {
    expect((await run(before)).result).toMatchObject({ accepted: spoilt.before.length, rejected: 0, waiting: 0 })
    const { code, result } = await run(file)
    expect([code, result.rows, result.accepted, result.rejected, result.waiting]).toEqual([1, ROWS, ROWS - wrong.length, wrong.length, 0])
    const [header, ...rows] = bytesOf(`${file}.rejected.csv`)
    expect(header).toEqual(['line', 'errors', ...HEADER])
    const byLine = new Map(rows.map(([line = '', errors, ...cells]) => [line, [codeOf(errors), cells]]))
    expect(byLine).toEqual(new Map(wrong.map((row) => [String(row.line), [row.code, written(row.written)]])))
    expect(outcomesOf(`${file}.outcomes.csv`).map(({ line, outcome, findings }) => [line, outcome, codeOf(findings)])).toEqual(
      spoilt.rows.map(({ line, code: expected }) => [String(line), expected === undefined ? 'accepted' : 'rejected', expected ?? '']),
    )
  }, 480_000)

  it('corrected in place and sent again is all there, once, as it was written, and of every row it is known what became of it', async () => {
    const [header = [], ...rows] = bytesOf(`${file}.rejected.csv`)
    const right = new Map(wrong.map((row) => [String(row.line), written(cellsOf(row.right))]))
    const corrected = rows.map(([line = '', errors = '']) => [line, errors, ...(right.get(line) ?? [])])
    writeFileSync(`${file}.rejected.csv`, Buffer.from([header, ...corrected].map(rowText).join(''), 'latin1'))
    const { code, result } = await run(`${file}.rejected.csv`)
    expect([code, result.rows, result.accepted, result.rejected]).toEqual([0, wrong.length, wrong.length, 0])
    const outcomes = [...outcomesOf(`${file}.outcomes.csv`), ...outcomesOf(`${file}.rejected.csv.outcomes.csv`)].filter(
      ({ outcome }) => outcome === 'accepted',
    )
    const events = await published()
    const found = new Map(outcomes.map(({ record = '', event_id: id = '' }) => [record, events.get(id)]))
    expect(outcomes.length).toBe(ROWS)
    expect(
      spoilt.rows.map(({ right: { 'Incident number': reference } }) => {
        const said = found.get(reference)
        return {
          ref: said?.agency_record_ref,
          given: said?.subject.given_name,
          family: said?.subject.family_name,
          description: said?.details.description,
        }
      }),
    ).toEqual(spoilt.rows.map(({ right: row }) => saidOf(row)))
  }, 480_000)
})
