/**
 * npm run flood [-- --events 1000 --quiet 20]: ten agencies send so many events each into one case of a service of its own, while an eleventh publishes one a
 * second and a coordinator reads. Prints what the others meet, beside the same without the ten, and what an event costs as the case grows. It never asserts.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { sendCommand } from '../../commands/socket.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { quantile } from '../ratio.ts'
import { machine } from '../table.ts'
import { AGENCIES } from './events.ts'
import { observe, type Observed } from './observe.ts'
import type { Flood } from './sender.ts'

const { values: options } = parseArgs({
  options: { events: { type: 'string', default: '1000' }, quiet: { type: 'string', default: '20' } },
})
const events = Number(options.events)
/** Events of a round that asks what one costs, and how many rounds. */
const PROBE = 300
const ROUNDS = 3
const root = join(import.meta.dirname, '..', '..')
const data = mkdtempSync(join(tmpdir(), 'throughline-flood-'))

async function serve(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...process.execArgv, join(root, 'throughline.ts'), 'serve', '--demo'], {
    cwd: root,
    env: { ...process.env, THROUGHLINE_DATA: data, PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit').then(() => {
    throw new Error('The service ended before it was ready.')
  })
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('Look:')) resolve()
    })
  })
  await Promise.race([ready, ended])
  return child
}

const tokenOf = async (as: string): Promise<string> => String(await sendCommand(data, { command: 'token', arguments: { as } }))

/** Sends in a process of its own; resolves with the seconds until the last receipt. */
async function flood(message: Flood): Promise<number> {
  const sender = fork(join(import.meta.dirname, 'sender.ts'), { stdio: 'inherit' })
  sender.send(message)
  const [seconds] = (await Promise.race([
    once(sender, 'message'),
    once(sender, 'exit').then(() => {
      throw new Error('The sender failed.')
    }),
  ])) as [number]
  sender.kill()
  return seconds
}

const show = ({ silence, receipts, reads }: Observed): string =>
  `longest silence of /livez ${silence.toFixed(0)} ms; receipts p50 ${quantile(receipts, 0.5).toFixed(0)} ms, slowest ${Math.max(...receipts).toFixed(0)} ms (${String(receipts.length)}); ` +
  `reads p50 ${quantile(reads, 0.5).toFixed(0)} ms, slowest ${Math.max(...reads).toFixed(0)} ms (${String(reads.length)})`

const service = await serve()
try {
  const origin = String(await sendCommand(data, { command: 'origin' }))
  const [little = '', many] = [AGENCIES.at(-1), AGENCIES.slice(0, -1)]
  const senders = await Promise.all(many.map(async (agency) => ({ agency, token: await tokenOf(agency) })))
  const others = {
    origin,
    agency: little,
    token: await tokenOf(little),
    reader: await tokenOf('norshire-coordinator'),
    now: () => systemClock.now(),
  }
  console.log(machine())
  const quietEnd = performance.now() + 1_000 * Number(options.quiet)
  const quiet = await observe(others, () => performance.now() > quietEnd)
  console.log(`without the ten: ${show(quiet)}`)
  let over = false
  const loaded = observe(others, () => over)
  const seconds = await flood({ origin, agencies: senders, events, about: 'flooded', askEvery: 1_000 }).finally(() => {
    over = true
  })
  const load = await loaded
  console.log(`with the ten:    ${show(load)}; ${String(many.length * events)} events in ${seconds.toFixed(1)} s`)
  const [one] = senders
  if (one === undefined) throw new Error('No sender.')
  const perEvent = async (about: Flood['about']): Promise<number> =>
    ((await flood({ origin, agencies: [one], events: PROBE, about, askEvery: 50 })) / PROBE) * 1_000
  await perEvent('small')
  const rounds = { small: [] as number[], flooded: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) for (const about of ['small', 'flooded'] as const) rounds[about].push(await perEvent(about))
  const [few, much] = [quantile(rounds.small, 0.5), quantile(rounds.flooded, 0.5)]
  console.log(
    `an event of one agency alone: ${few.toFixed(2)} ms in a case of ${String(PROBE)} to ${String(PROBE * (ROUNDS + 1))}, ${much.toFixed(2)} ms in one of ${String(many.length * events)} and more; ratio ${(much / few).toFixed(2)}`,
  )
  console.log(
    `ratios: silence ${(load.silence / quiet.silence).toFixed(2)}, receipts p50 ${(quantile(load.receipts, 0.5) / quantile(quiet.receipts, 0.5)).toFixed(2)}`,
  )
} finally {
  service.kill('SIGTERM')
  await once(service, 'exit')
  rmSync(data, { recursive: true, force: true })
}
