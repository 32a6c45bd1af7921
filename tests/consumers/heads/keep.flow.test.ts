import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { recount } from '../../../consumers/heads/count-on.ts'
import { keepOnce } from '../../../consumers/heads/keep-once.ts'
import { startHeads } from '../../../consumers/heads/start.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { openSqliteEventLog } from '../../../infra/event-log/sqlite/sqlite-event-log.ts'
import { nextTurn } from '../../../infra/event-loop/in-slices.ts'
import type { HeadStore } from '../../../infra/heads/port.ts'
import { openSqliteHeadStore } from '../../../infra/heads/sqlite/store.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { fixtureClock } from '../../fixtures/clock.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

const TOPIC = 'case.events'
const PARTITIONS = 4

describe('the heads of a log', () => {
  let folder: TemporaryFolder
  let log: EventLog
  let heads: HeadStore
  let logged: string[]
  const open = (name: string): Promise<EventLog> => openSqliteEventLog({ folder: join(folder.path, name), clock: fixtureClock() })
  const append = (count: number, from = 0): Promise<unknown> =>
    log.append(
      Array.from({ length: count }, (_, index) => ({
        topic: TOPIC,
        key: `case ${String((from + index) % 7)}`,
        value: Buffer.from(`record ${String(from + index)}`),
      })),
    )
  const deps = () => ({
    log,
    heads,
    topics: [TOPIC],
    logger: createLog('info', {
      write: (line) => {
        logged.push(line)
      },
    }),
  })
  /** Each head is that of a log counted from its start. */
  const expectRight = async (): Promise<void> => {
    const found = await heads.all()
    expect(found).toEqual(await Promise.all(found.map(({ topic, partition, first, next }) => recount(log, topic, partition, first, next))))
  }
  const ends = async () => (await log.ranges(TOPIC)).filter(({ end }) => end > 0).map(({ partition, end }) => [partition, end])

  beforeEach(async () => {
    folder = temporaryFolder()
    logged = []
    log = await open('log')
    await log.createTopic(TOPIC, { partitions: PARTITIONS })
    heads = await openSqliteHeadStore(join(folder.path, 'heads.sqlite'))
  })
  afterEach(async () => {
    await log.close()
    await heads.close()
    folder.remove()
  })

  it('count all that is there when their keeper is stopped, however often it was', async () => {
    for (const from of [0, 30, 60]) {
      const keeper = startHeads(deps())
      await append(30, from)
      await keeper.stop()
      expect((await heads.all()).map(({ partition, next }) => [partition, next])).toEqual(await ends())
    }
    await expectRight()
  })

  it('are the same, and never ahead of the log, when several keep them while it grows', async () => {
    let growing = true
    const grown = (async () => {
      for (let from = 0; from < 600; from += 20) await append(20, from)
      growing = false
    })()
    const keepers = [1, 2, 3].map(async () => {
      while (growing) {
        await keepOnce(deps())
        const at = await heads.all()
        const ranges = await log.ranges(TOPIC)
        expect(at.filter(({ partition, next }) => next > (ranges[partition]?.end ?? 0))).toEqual([])
        await nextTurn()
      }
    })
    await Promise.all([grown, ...keepers])
    await keepOnce(deps())
    expect((await heads.all()).map(({ partition, next }) => [partition, next])).toEqual(await ends())
    await expectRight()
  })

  it('end their keeper when the log is an older copy', async () => {
    await append(10)
    await log.close()
    cpSync(join(folder.path, 'log'), join(folder.path, 'older'), { recursive: true })
    log = await open('log')
    await append(10, 10)
    await keepOnce(deps())
    await log.close()
    log = await open('older')
    const keeper = startHeads({ ...deps(), shortForMs: 0 })
    await expect(keeper.done).rejects.toMatchObject({ code: 'log-short', message: expect.stringContaining('has lost records that it had') })
    await keeper.stop()
  })

  it('stay where they were when the log holds other records in the places of those that were counted', async () => {
    await append(10)
    await keepOnce(deps())
    const before = await heads.all()
    await log.close()
    log = await open('another')
    await log.createTopic(TOPIC, { partitions: PARTITIONS })
    await append(30, 100)
    await keepOnce(deps())
    expect(await heads.all()).toEqual(before)
    expect(logged.map((line) => (JSON.parse(line) as { readonly code: string }).code)).toEqual(before.map(() => 'log-altered'))
  })

  it('stay where they were when records are cut away that nobody had counted', async () => {
    await append(10)
    await keepOnce(deps())
    const before = await heads.all()
    await append(60, 10)
    for (const { partition, end } of await log.ranges(TOPIC)) await log.trim(TOPIC, partition, end - 1)
    await keepOnce(deps())
    expect(await heads.all()).toEqual(before)
    expect(logged.some((line) => line.includes('"log-cut"'))).toBe(true)
  })
})
