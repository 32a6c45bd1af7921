import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import type { Finding } from '../../../consumers/finding.ts'
import { inspectRecord } from '../../../consumers/heads/inspect.ts'
import { keepOnce } from '../../../consumers/heads/keep-once.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { openSqliteEventLog } from '../../../infra/event-log/sqlite/sqlite-event-log.ts'
import { ACCESS_LOG, RECORD_TOPICS } from '../../../infra/event-log/topics.ts'
import type { HeadStore } from '../../../infra/heads/port.ts'
import { openSqliteHeadStore } from '../../../infra/heads/sqlite/store.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { fixtureClock } from '../../fixtures/clock.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

let folder: TemporaryFolder
let log: EventLog
let heads: HeadStore
const clock = fixtureClock()
const append = (count: number): Promise<unknown> =>
  log.append(
    Array.from({ length: count }, (_, index) => ({ topic: ACCESS_LOG, key: null, value: Buffer.from(`made up ${String(index)}`) })),
  )
const keep = (): Promise<void> => keepOnce({ log, heads, topics: [ACCESS_LOG], logger: createLog('silent') })
const found = async (): Promise<readonly Finding[]> =>
  inspectRecord({ log, heads, clock, store: undefined, settings: undefined, whole: true })
const told = async () => (await found()).map(({ code, offset, records }) => [code, offset, records])
/** As `timeline rebuild --accept-loss` does. */
const accept = async (): Promise<void> => {
  const losses = (await found()).filter(({ code }) => code !== 'loss-accepted')
  await heads.accept(losses.map(({ topic, partition = 0, offset = 0, records = 0 }) => ({ topic, partition, offset, records, at: 1 })))
  await keep()
}

beforeEach(async () => {
  folder = temporaryFolder()
  log = await openSqliteEventLog({ folder: join(folder.path, 'log'), clock })
  for (const { topic, partitions } of RECORD_TOPICS) await log.createTopic(topic, { partitions })
  heads = await openSqliteHeadStore(join(folder.path, 'heads.sqlite'))
  await append(10)
  await keep()
})
afterEach(async () => {
  await log.close()
  await heads.close()
  folder.remove()
})

it('nothing is found in a log that only grows', async () => {
  expect(await told()).toEqual([])
  await append(10)
  await keep()
  expect(await told()).toEqual([])
})

it('each cut is told until it is accepted, and as accepted ever after; the next one again', async () => {
  await log.trim(ACCESS_LOG, 0, 4)
  expect(await told()).toEqual([['log-cut', 0, 4]])
  await accept()
  expect(await told()).toEqual([['loss-accepted', 0, 4]])
  await log.trim(ACCESS_LOG, 0, 6)
  expect(await told()).toEqual([
    ['log-cut', 4, 2],
    ['loss-accepted', 0, 4],
  ])
  await accept()
  expect(await told()).toEqual([
    ['loss-accepted', 0, 4],
    ['loss-accepted', 4, 2],
  ])
})

it('so is one of all that was there', async () => {
  await log.trim(ACCESS_LOG, 0, 10)
  expect(await told()).toEqual([['log-cut', 0, 10]])
  await accept()
  expect(await told()).toEqual([['loss-accepted', 0, 10]])
  await append(3)
  await keep()
  expect(await told()).toEqual([['loss-accepted', 0, 10]])
  await log.trim(ACCESS_LOG, 0, 11)
  expect(await told()).toEqual([
    ['log-cut', 10, 1],
    ['loss-accepted', 0, 10],
  ])
})

it('a log that is an older copy is told by how much, and taken as it is when that is accepted', async () => {
  await log.close()
  log = await openSqliteEventLog({ folder: join(folder.path, 'another'), clock })
  for (const { topic, partitions } of RECORD_TOPICS) await log.createTopic(topic, { partitions })
  await append(7)
  expect(await told()).toEqual([['log-short', 7, 3]])
  await accept()
  await append(5)
  await keep()
  expect(await told()).toEqual([['loss-accepted', 7, 3]])
})
