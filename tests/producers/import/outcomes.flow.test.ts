import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { importFile } from '../../../commands/import.ts'
import type { Output } from '../../../commands/output.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { startRunning, type Running } from '../../flow/running.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const AGENCY = agencyNamed('westmere-police')
const COLUMNS = ['Ref', 'Corrects', 'Surname', 'Summary']
type Row = readonly [ref: string, corrects: string, surname: string, summary: string]

const mapping = (): object => {
  const shipped = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../producers/import/mappings/police-incidents.json'), 'utf8'),
  ) as { readonly fields: readonly { readonly to: string; readonly column?: string }[] }
  const constants: Readonly<Record<string, unknown>> = {
    '/data/details/incident_type': 'crime',
    '/data/details/tactics': ['physical.assault'],
    '/data/details/child_presence': 'unknown',
    '/data/details/reported_by_kind': 'professional',
    '/data/assertion/basis': 'observed',
    '/data/assertion/source_kind': 'professional',
    '/data/harmed/0/role': 'adult',
    '/data/harmed/0/sex': 'female',
    '/data/harmed/0/relationship': 'partner',
  }
  const fields = shipped.fields.filter((field) => field.column === undefined && !field.to.startsWith('/data/harmed') && !('when' in field))
  const given = new Set(fields.map(({ to }) => to))
  return {
    ...shipped,
    source: { format: 'csv' },
    record: { column: 'Ref' },
    recorded_at: { column: 'Recorded', patterns: ['iso'] },
    occurred: { from: { column: 'On', patterns: ['iso'] } },
    fields: [
      ...fields.filter(({ to }) => !to.includes('/identifiers/')),
      ...Object.entries(constants)
        .filter(([to]) => !given.has(to))
        .map(([to, value]) => ({ to, value })),
      { to: '/data/subject/family_name', column: 'Surname', required: true },
      { to: '/data/harmed/0/family_name', column: 'Her surname' },
      { to: '/data/details/description', column: 'Summary' },
      { to: '/data/corrects', column: 'Corrects', form: 'event-id' },
    ],
  }
}

describe('an import waits for its receipts', () => {
  const folder = temporaryFolder()
  let running: Running
  beforeAll(async () => {
    running = await startRunning({ at: Date.parse('2026-01-05T09:00:00Z') })
    writeFileSync(join(folder.path, 'mapping.json'), JSON.stringify(mapping()))
  }, 60_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
    folder.remove()
  })

  const write = (name: string, rows: readonly Row[]): string => {
    const file = join(folder.path, name)
    writeFileSync(
      file,
      [[...COLUMNS, 'Recorded', 'On', 'Her surname'], ...rows.map((row) => [...row, '2025-02-03 10:15:00', '2025-02-02', 'Arkwright'])]
        .map((cells) => `${cells.join(',')}\n`)
        .join(''),
    )
    return file
  }
  const run = async (
    file: string,
    more: { readonly wait?: boolean; readonly again?: boolean } = {},
  ): Promise<{ readonly code: number; readonly words: string; readonly json: object }> => {
    const said: string[] = []
    let json: object = {}
    const output: Output = {
      json: false,
      result: (words, value) => {
        said.push(words)
        json = value as object
      },
      progress: () => undefined,
      failure: (words) => {
        said.push(words)
      },
    }
    const code = await importFile(
      {
        agency: AGENCY,
        mapping: join(folder.path, 'mapping.json'),
        file,
        rejected: undefined,
        outcomes: undefined,
        dryRun: false,
        again: false,
        wait: true,
        ...more,
        data: join(folder.path, 'data'),
        url: () => Promise.resolve(running.service.origin),
        token: () => running.token(AGENCY),
      },
      output,
    )
    return { code, words: said.join('\n'), json }
  }
  const table = (file: string): readonly Readonly<Record<string, string>>[] =>
    parse(readFileSync(file), { columns: true }) as unknown as readonly Readonly<Record<string, string>>[]
  const outcomes = (file: string): readonly (readonly (string | undefined)[])[] =>
    table(`${file}.outcomes.csv`).map(({ line, record, outcome }) => [line, record, outcome])

  it('and says of each row which event it is and what became of it: accepted, held, rejected here or by the receipt', async () => {
    expect(await run(write('first.csv', [['A-1', '', 'Vell', 'One.']]))).toMatchObject({ code: 0, json: { rows: 1, accepted: 1 } })
    const file = write('second.csv', [
      ['A-2', '', 'Vell', 'Two.'],
      ['A-3', '', 'Vell', 'Ring her on 07700 900123.'],
      ['A-4', '', '', 'Four.'],
      ['A-1', '', 'Vell', 'Another.'],
      ['A-5', 'A-1', 'Vell', 'Five.'],
    ])
    const { code, words, json } = await run(file)
    expect([code, json]).toMatchObject([1, { rows: 5, accepted: 2, repeated: 0, held: 1, rejected: 2, waiting: 0 }])
    expect(words).toContain('5 rows: 2 accepted, 0 repeated, 1 held, 2 rejected.')
    expect(outcomes(file)).toEqual([
      ['2', 'A-2', 'accepted'],
      ['3', 'A-3', 'held'],
      ['4', 'A-4', 'rejected'],
      ['5', 'A-1', 'rejected'],
      ['6', 'A-5', 'accepted'],
    ])
    expect(table(`${file}.outcomes.csv`).map(({ findings }) => findings)).toEqual([
      expect.anything(),
      expect.stringMatching(/^Summary: Looks like .*\(held\)$/),
      'Surname: Must not be empty. (missing)',
      expect.stringMatching(/^Ref: .*\(G09\)$/),
      expect.anything(),
    ])
    expect(table(`${file}.rejected.csv`).map((row) => [row.line, row.Ref, row.Summary, /\((\w+)\)/.exec(row.errors ?? '')?.[1]])).toEqual([
      ['4', 'A-4', 'Four.', 'missing'],
      ['5', 'A-1', 'Another.', 'G09'],
    ])
  }, 120_000)

  it('whose event is held is let through by the receipt that stands beside it', async () => {
    const [held] = table(join(folder.path, 'second.csv.outcomes.csv')).filter(({ outcome }) => outcome === 'held')
    const { status, json } = await running.ask(`/v1/receipts/${held?.receipt ?? ''}/confirm`, { method: 'POST', as: AGENCY })
    expect([status, json]).toMatchObject([202, { results: [{ id: held?.event_id }] }])
  })

  it('or not, with --no-wait; the same command without it does later, and sends nothing again', async () => {
    const file = write('third.csv', [
      ['B-1', '', 'Vell', 'One.'],
      ['B-2', '', '', 'Two.'],
      ['A-2', '', 'Vell', 'Otherwise.'],
    ])
    const end = async (): Promise<number> => (await running.parts.log.ranges(`agency.${AGENCY}.import`))[0]?.end ?? 0
    expect(await run(file, { wait: false })).toMatchObject({
      code: 1,
      json: { rejected: 1, waiting: 2 },
      words: expect.stringContaining('2 without a receipt yet'),
    })
    expect(outcomes(file)).toEqual([
      ['2', 'B-1', 'waiting'],
      ['3', 'B-2', 'rejected'],
      ['4', 'A-2', 'waiting'],
    ])
    const sent = await end()
    // Somebody has begun to correct it meanwhile: what they wrote is left alone.
    writeFileSync(`${file}.rejected.csv`, 'corrected')
    expect(await run(file)).toMatchObject({ code: 1, json: { accepted: 1, rejected: 2, waiting: 0 } })
    expect([outcomes(file), await end()]).toEqual([
      [
        ['2', 'B-1', 'accepted'],
        ['3', 'B-2', 'rejected'],
        ['4', 'A-2', 'rejected'],
      ],
      sent,
    ])
    expect(readFileSync(`${file}.rejected.csv`, 'utf8')).toBe('corrected')
    expect(table(`${file}.rejected.later.csv`).map(({ line, Ref }) => [line, Ref])).toEqual([['4', 'A-2']])
    expect(await run(file)).toMatchObject({
      code: 1,
      words: expect.stringContaining('imported before'),
      json: { accepted: 1, rejected: 2 },
    })
  }, 120_000)

  it('of a file given again all is repeated, and there is no file of rejected rows', async () => {
    const file = write('first.csv', [['A-1', '', 'Vell', 'One.']])
    expect(await run(file, { again: true })).toMatchObject({ code: 0, json: { accepted: 0, repeated: 1 } })
    expect(outcomes(file)).toEqual([['2', 'A-1', 'repeated']])
    expect(existsSync(`${file}.rejected.csv`)).toBe(false)
  }, 60_000)
})
