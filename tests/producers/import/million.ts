import { createReadStream, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'csv-parse'
import { freePorts } from '../../../scripts/servers/ports.ts'
import { startCommand } from '../../docs/started.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { writePlanted, type PlantedError } from './planted.ts'
import { startImport, type ImportResult } from './running-import.ts'

/*
 * A file of a million rows (--rows) with errors of every kind planted, imported over HTTP into a service of its own; killed at half and gone on with.
 * Prints what was reported and what was not, and the import's peak memory. Exit code 0 when exactly the planted rows were reported.
 */
const root = join(import.meta.dirname, '..', '..', '..')
const AGENCY = 'westmere-police'

async function reported(file: string): Promise<readonly string[]> {
  const lines: string[] = []
  if (!existsSync(file)) return lines
  const rows = createReadStream(file).pipe(parse({ columns: true, relax_column_count: true })) as AsyncIterable<{
    readonly line: string
    readonly errors: string
  }>
  for await (const { line, errors } of rows) lines.push(`${line} ${/\(([^)]+)\)$/.exec(errors)?.[1] ?? ''}`)
  return lines
}

function differences(planted: readonly PlantedError[], found: readonly string[]): readonly string[] {
  const expected = new Set(planted.map(({ line, code }) => `${String(line)} ${code}`))
  return [
    ...found.filter((line) => !expected.has(line)).map((line) => `reported, not planted: ${line}`),
    ...[...expected].filter((line) => !new Set(found).has(line)).map((line) => `planted, not reported: ${line}`),
  ]
}

async function run(rows: number, seed: number): Promise<number> {
  const folder = temporaryFolder()
  const file = join(folder.path, 'extract.csv')
  // A million rows at the default limits would take more than half an hour of waiting.
  const limits = {
    THROUGHLINE_EVENTS_PER_SECOND: '1000000',
    THROUGHLINE_EVENTS_BURST: '1000000',
    THROUGHLINE_SUBJECT_EVENTS_PER_HOUR: '1000000',
  }
  const [port] = await freePorts(1)
  const env = { ...process.env, ...limits, NODE_OPTIONS: '', THROUGHLINE_DATA: join(folder.path, 'data'), PORT: String(port) }
  const { errors } = await writePlanted(file, rows, { seed, every: 200 })
  console.log(
    `${String(rows)} rows, ${String(errors.length)} errors of ${String(new Set(errors.map(({ kind }) => kind)).size)} kinds planted`,
  )
  const stop = await startCommand(`'${process.execPath}' throughline.ts serve --demo`, { cwd: root, env, until: /^Look:/ })
  try {
    const args = ['--agency', AGENCY, '--mapping', 'police-incidents', '--no-wait', file]
    const began = performance.now()
    const import1 = startImport(args, { THROUGHLINE_DATA: env.THROUGHLINE_DATA })
    // Half of the time that the whole would take is not known: after so many rejected rows, half of the file is done.
    while ((await reported(`${file}.rejected.csv`)).length < errors.length / 2) await sleep(500)
    import1.kill()
    await import1.ended
    console.log(`killed after ${((performance.now() - began) / 1000).toFixed(0)} s`)
    const { code, result, failure } = await startImport(args, { THROUGHLINE_DATA: env.THROUGHLINE_DATA }).ended
    const seconds = (performance.now() - began) / 1000
    const wrong = differences(errors, await reported(`${file}.rejected.csv`))
    const {
      rows: read,
      taken,
      rejected,
      peak_memory_bytes: memory,
    }: ImportResult = result ?? {
      rows: 0,
      taken: 0,
      rejected: 0,
      accepted: 0,
      repeated: 0,
      held: 0,
      waiting: 0,
      errors: [],
      peak_memory_bytes: 0,
    }
    console.log(
      `exit code ${String(code)}: ${String(read)} rows, ${String(taken)} taken, ${String(rejected)} not; ${seconds.toFixed(0)} s, ${(rows / seconds).toFixed(0)} rows a second`,
    )
    console.log(`peak memory of the import ${(memory / 2 ** 20).toFixed(0)} MiB`)
    for (const line of wrong.slice(0, 20)) console.log(line)
    console.log(wrong.length === 0 ? 'exactly the planted rows were reported' : `${String(wrong.length)} differences ${failure}`)
    return wrong.length === 0 && read === rows ? 0 : 1
  } finally {
    await stop()
    rmSync(folder.path, { recursive: true, force: true })
  }
}

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } } })
process.exitCode = await run(Number(values.rows), Number(values.seed))
