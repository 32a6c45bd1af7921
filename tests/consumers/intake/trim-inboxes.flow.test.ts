import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { INBOX_KEPT_MS, trimInboxes } from '../../../consumers/intake/trim-inboxes.ts'
import { openSqliteEventLog } from '../../../infra/event-log/sqlite/sqlite-event-log.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { inboxTopic, receiptsTopic } from '../../../infra/event-log/topics.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const DAY_MS = 24 * 60 * 60_000
const topic = inboxTopic(agencyNamed('westmere-police'))
const folder = temporaryFolder()
let now = Date.parse('2026-01-01T00:00:00Z')
const clock = { now: () => now }
let log: EventLog

const trim = () => trimInboxes({ log, clock, groupOf: () => 'intake' })
const kept = async (): Promise<number> => (await log.read(topic, 0, 0, 1_000)).length

beforeAll(async () => {
  log = await openSqliteEventLog({ folder: folder.path, clock })
  for (const name of [topic, receiptsTopic(agencyNamed('westmere-police'))]) await log.createTopic(name, { partitions: 1 })
  for (let day = 0; day < 40; day++, now += DAY_MS) {
    for (const name of [topic, receiptsTopic(agencyNamed('westmere-police'))])
      await log.append([{ topic: name, key: null, value: Buffer.from(String(day)) }])
  }
})
afterAll(async () => {
  await log.close()
  folder.remove()
})

describe('an inbox', () => {
  it('keeps everything that intake has not taken', async () => {
    expect(await trim()).toBe(0)
    expect(await kept()).toBe(40)
  })

  it('keeps what is younger than 30 days, and what intake has not come to, whichever is more', async () => {
    await log.commit('intake', [{ topic, partition: 0, offset: 4 }])
    expect([await trim(), await kept()]).toEqual([4, 36])
    await log.commit('intake', [{ topic, partition: 0, offset: 40 }])
    expect([await trim(), await kept()]).toEqual([7, 29])
    expect([await trim(), await kept()]).toEqual([0, 29])
  })

  it('is empty when all of it is old, and no other topic is touched', async () => {
    now += INBOX_KEPT_MS
    expect([await trim(), await kept()]).toEqual([29, 0])
    expect(await log.read(receiptsTopic(agencyNamed('westmere-police')), 0, 0, 1_000)).toHaveLength(40)
  })
})
