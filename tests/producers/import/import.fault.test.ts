import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { startRunning, type Running } from '../../flow/running.ts'
import { demoChronologies } from '../../fixtures/demo-world.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { PLANTED_KINDS, writePlanted, type PlantedFile } from './planted.ts'
import { startImport } from './running-import.ts'

const AGENCY = 'westmere-police'
const IMPORT = `agency.${AGENCY}.import`
const ROWS = 6_000

describe('an extract of thousands of rows with errors planted in it', () => {
  const folder = temporaryFolder()
  const file = join(folder.path, 'extract.csv')
  let running: Running
  let planted: PlantedFile
  let args: readonly string[]
  beforeAll(async () => {
    running = await startRunning({ at: Date.parse('2026-01-05T09:00:00Z') })
    planted = await writePlanted(file, ROWS, { seed: 1, every: 100 })
    args = ['--agency', AGENCY, '--mapping', 'police-incidents', '--url', running.service.origin, '--token', await running.token(AGENCY)]
  }, 60_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
    folder.remove()
  })

  const environment = { THROUGHLINE_DATA: join(folder.path, 'data') }
  const taken = async (): Promise<number> => (await running.parts.log.ranges(IMPORT))[0]?.end ?? 0
  const idsTaken = async (): Promise<readonly string[]> => {
    const ids: string[] = []
    for (let from = 0; from < (await taken()); from += 1_000)
      ids.push(...(await running.parts.log.read(IMPORT, 0, from, 1_000)).map(({ headers }) => headers.ce_id ?? ''))
    return ids
  }

  it('says in a dry run which rows would not be taken, and sends nothing', async () => {
    const { code, result } = await startImport([...args, '--dry-run', file], environment).ended
    expect([code, result?.rows, result?.rejected, await taken()]).toEqual([1, ROWS, planted.errors.length, 0])
  }, 60_000)

  it('is all there, once, and exactly the planted rows are not, though the import is killed at half', async () => {
    const first = startImport([...args, file], environment)
    while ((await taken()) < ROWS / 2) await sleep(20)
    first.kill()
    expect((await first.ended).code).toBe(null)
    const { code, result } = await startImport([...args, file], environment).ended
    expect([code, result?.rows, result?.taken, result?.rejected, result?.waiting]).toEqual([
      1,
      ROWS,
      ROWS - planted.errors.length,
      planted.errors.length,
      0,
    ])
    const outcomes = parse(readFileSync(`${file}.outcomes.csv`), { columns: true }) as unknown as readonly {
      readonly line: string
      readonly outcome: string
    }[]
    const wrong = new Set(planted.errors.map(({ line }) => String(line)))
    // What was given twice, since the stop came before it was noted, is there once: repeated.
    expect([
      outcomes.length,
      outcomes.filter(({ line, outcome }) => (outcome === 'rejected') !== wrong.has(line) || outcome === 'waiting'),
    ]).toEqual([ROWS, []])
    expect(new Set(await idsTaken()).size).toBe(ROWS - planted.errors.length)
    const rows = parse(readFileSync(`${file}.rejected.csv`), { columns: true, relax_column_count: true }) as unknown as readonly {
      readonly line: string
      readonly errors: string
    }[]
    expect(rows.map(({ line, errors }) => [Number(line), /\(([^)]+)\)$/.exec(errors)?.[1]])).toEqual(
      planted.errors.map(({ line, code: expected }) => [line, expected]),
    )
    expect(new Set(planted.errors.map(({ kind }) => kind)).size).toBe(PLANTED_KINDS.length)
  }, 600_000)

  it('was imported: the same command again sends nothing', async () => {
    const before = await taken()
    const { code, result } = await startImport([...args, file], environment).ended
    expect([code, result?.taken, await taken()]).toEqual([1, ROWS - planted.errors.length, before])
  }, 60_000)

  it('does not make anybody wait: a live event has its receipt while thousands of rows still wait', async () => {
    const again = join(folder.path, 'again.csv')
    copyFileSync(file, again)
    const { code } = await startImport([...args, '--again', '--no-wait', again], environment).ended
    expect(code).toBe(1)
    const event = demoChronologies[0]?.events[0]
    if (event === undefined) throw new Error('No event.')
    const receipt = await running.send(event)
    const committed = (await running.parts.log.committed('intake-import', IMPORT, 0)) ?? 0
    expect([receipt.status, committed < (await taken())]).toEqual(['accepted', true])
  }, 120_000)
})
