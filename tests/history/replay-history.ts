// npm run replay-history -- --data DIR [--reads 2000] [--control 100] [--releases 8] [--served 100] [--workers 2]: writes a history where DIR is empty, and runs it again in every way in which the same must come out.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { throughline } from './commands.ts'
import { ENDS, planOf } from './plan.ts'
import { putInThePast } from './put-in-the-past.ts'
import { readThroughService } from './service-reads.ts'
import { writeHistory } from './write-history.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    reads: { type: 'string', default: '2000' },
    control: { type: 'string', default: '100' },
    releases: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    served: { type: 'string', default: '100' },
    workers: { type: 'string', default: '2' },
  },
})
if (values.data === undefined) {
  console.error('Usage: npm run replay-history -- --data DIR [--reads 2000] [--control 100] [--releases 8] [--served 100] [--workers 2]')
  process.exit(2)
}
const data = resolve(values.data)
const [reads, control, releases, seed, served] = [values.reads, values.control, values.releases, values.seed, values.served].map(
  Number,
) as [number, number, number, number, number]

interface Report {
  readonly counts: Readonly<Record<string, number>>
  readonly findings: readonly { readonly outcome: string }[]
  readonly store: readonly { readonly code: string }[]
}

const rows: { readonly what: string; readonly seconds: string; readonly outcome: string; readonly report: string }[] = []
let isRight = true

const wrong = (why: string): void => {
  isRight = false
  console.error(`NOT AS IT MUST BE: ${why}`)
}

async function timed<T>(what: string, work: () => Promise<T>, tell: (value: T) => readonly [string, string]): Promise<T> {
  const began = performance.now()
  const value = await work()
  const [outcome, report] = tell(value)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  rows.push({ what, seconds, outcome, report })
  console.error(`${what}: ${seconds} s, ${outcome} ${report}`)
  return value
}

interface Replayed {
  readonly report: Report
  readonly hash: string
}

/** The last moment of the made-up clock. Commands, which have the machine's, leave records of themselves after it: they are no part of what is replayed. */
const until = new Date(ENDS).toISOString()

/** A replay by the command, in a process of its own, with the hash of what it says of the reads. */
async function replayed(folder: string, workers: string, env: Readonly<Record<string, string>> = {}): Promise<Replayed> {
  const { printed, said } = await throughline(folder, ['audit', 'replay', '--json', '--workers', workers, '--to', until], env)
  if (printed === '') throw new Error(`The replay printed nothing: ${said.slice(0, 500)}`)
  const report = JSON.parse(printed) as Report
  const ofReads = JSON.stringify([report.counts, report.findings])
  return { report, hash: createHash('sha256').update(ofReads).digest('hex') }
}

/** Of the store a replay may say alone that it, or what is kept of heads, is behind the logs, from which a service fills both. */
function checkStore({ report: { store } }: Replayed): void {
  const others = store.filter(({ code }) => code !== 'store-behind' && code !== 'heads-behind')
  if (others.length > 0) wrong(`of the store it is said: ${JSON.stringify(others)}`)
}

const told = ({ report: { counts }, hash }: Replayed): readonly [string, string] => [
  Object.entries(counts)
    .map(([outcome, count]) => `${String(count)} ${outcome}`)
    .join(', '),
  hash.slice(0, 12),
]

const ranBy = async (args: readonly string[], folder = data): Promise<void> => {
  const { code, said } = await throughline(folder, args)
  if (code !== 0) throw new Error(`throughline ${args.join(' ')} ended with ${String(code)}: ${said.slice(0, 500)}`)
}
const DONE = (): readonly [string, string] => ['done', '']

if (!existsSync(data) || readdirSync(data).length === 0)
  await timed(
    `write ${String(reads)} reads over ${String(control)} changes of control and ${String(releases)} releases`,
    () => writeHistory(data, planOf({ seed, reads, control, releases }), () => undefined),
    ({ events, cases, control: entries }) => [
      `${String(cases)} cases, ${String(events)} events, ${String(entries)} entries of control.events`,
      '',
    ],
  )
if (served > 0)
  await timed(
    `${String(served)} reads through the service`,
    () => readThroughService(data, served, seed),
    (answers) => [
      Object.entries(answers)
        .map(([status, count]) => `${String(count)} × ${status}`)
        .join(', '),
      '',
    ],
  )
const first = await timed('replay, 1 worker', () => replayed(data, '1'), told)
if (first.report.findings.length > 0 || Object.keys(first.report.counts).some((outcome) => outcome !== 'match'))
  wrong('not every read matches')
checkStore(first)
const again = async (what: string, folder: string, workers: string, env: Readonly<Record<string, string>> = {}): Promise<void> => {
  const next = await timed(what, () => replayed(folder, workers, env), told)
  checkStore(next)
  if (next.hash !== first.hash) wrong(`${what} has another report`)
}
await again(`replay, ${values.workers} workers`, data, values.workers)
await again('replay, TZ=Pacific/Apia LANG=cy_GB', data, values.workers, { TZ: 'Pacific/Apia', LANG: 'cy_GB', LC_ALL: 'cy_GB' })
await timed('rebuild the timelines', () => ranBy(['timeline', 'rebuild']), DONE)
await again('replay after the rebuild', data, values.workers)

const beside = `${data}-restored`
const backup = join(`${data}-backup`)
rmSync(beside, { recursive: true, force: true })
rmSync(backup, { force: true })
await timed('backup', () => ranBy(['backup', backup]), DONE)
mkdirSync(beside)
await timed(
  'restore into another folder',
  async () => {
    const env = { THROUGHLINE_MASTER_KEY_FILE: join(data, 'master.key') }
    const { code, said } = await throughline(beside, ['restore', backup, '--without-erasures'], env)
    if (code !== 0) throw new Error(`restore ended with ${String(code)}: ${said.slice(0, 500)}`)
  },
  DONE,
)
const restoredKey = { THROUGHLINE_MASTER_KEY_FILE: join(data, 'master.key') }
await again('replay after the restore', beside, values.workers, restoredKey)
const expected = await putInThePast(beside, join(data, 'master.key'))
const tampered = await timed('replay with an event put in the past', () => replayed(beside, values.workers, restoredKey), told)
if (
  (tampered.report.counts['state-tampered'] ?? 0) !== expected ||
  tampered.report.findings.some(({ outcome }) => outcome !== 'state-tampered')
)
  wrong(`an event put in the past is to be seen by ${String(expected)} reads`)

console.table(rows)
console.log(isRight ? 'All as it must be.' : 'Not all is as it must be.')
process.exitCode = isRight ? 0 : 1
