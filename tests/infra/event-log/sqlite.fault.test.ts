import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { systemClock } from '../../../infra/clock/clock.ts'
import type { LogRecord } from '../../../infra/event-log/port.ts'
import { openSqliteEventLog } from '../../../infra/event-log/sqlite/sqlite-event-log.ts'
import { readAll } from '../../contract/event-log/harness.ts'

const CHILD = join(import.meta.dirname, 'sqlite', 'appending-process.ts')
const KILLS = 12

/** Starts a process that appends; resolves at its first acknowledgement. `lines` are the acknowledgements so far. */
const startAppending = async (folder: string, run: number) => {
  const child = spawn(process.execPath, [CHILD, folder, String(run)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const output: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text))
  await once(child.stdout, 'data')
  const kill = async (): Promise<string[]> => {
    child.kill('SIGKILL')
    await once(child, 'close')
    // A line that the kill cut short is no acknowledgement.
    return output.join('').split('\n').slice(0, -1)
  }
  return { kill }
}

describe('the embedded event log, killed', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-log-'))
  })
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  it('has everything that it acknowledged, each key in order, after being killed a dozen times', async () => {
    const acknowledged: string[] = []
    for (let run = 0; run < KILLS; run++) {
      const { kill } = await startAppending(folder, run)
      await sleep(Math.random() * 150)
      acknowledged.push(...(await kill()))
    }
    const log = await openSqliteEventLog({ folder, clock: systemClock })
    const records = await readAll(log, 'faults')
    await log.close()

    const line = ({ key, value, partition, offset }: LogRecord): string =>
      `${String(key)} ${value.toString()} ${String(partition)} ${String(offset)}`
    const kept = new Set(records.map(line))
    expect(acknowledged.length).toBeGreaterThan(KILLS * 16)
    expect(acknowledged.filter((each) => !kept.has(each))).toEqual([])

    for (const key of new Set(records.map((record) => record.key))) {
      const order = records
        .filter((record) => record.key === key)
        .map(({ value }) => {
          const [run = 0, n = 0] = value.toString().split(':').map(Number)
          return run * 1_000_000 + n
        })
      expect(order).toEqual([...new Set(order)].sort((a, b) => a - b))
    }
    const times = records.filter(({ partition }) => partition === 0).map(({ timestamp }) => timestamp)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  }, 120_000)

  it("is one process's at a time: a second is told what to do, and gets it once the first is dead", async () => {
    const { kill } = await startAppending(folder, KILLS)
    const second = openSqliteEventLog({ folder, clock: systemClock })
    await expect(second).rejects.toMatchObject({ name: 'EventLogError', code: 'locked' })
    await expect(second).rejects.toThrow(/Another process has the event log .* open\. Stop it first, or use another data folder/)
    await kill()
    const log = await openSqliteEventLog({ folder, clock: systemClock })
    await log.close()
    expect((await readdir(folder)).sort()).toEqual(['events.sqlite', 'lock'])
  })
})
