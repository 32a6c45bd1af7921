import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { EventLog } from '../../../../infra/event-log/port.ts'
import { openSqliteEventLog } from '../../../../infra/event-log/sqlite/sqlite-event-log.ts'

const value = Buffer.from('value')

describe('the embedded event log', () => {
  let folder = ''
  let log: EventLog
  let now = 1_700_000_000_000
  const reopen = async (): Promise<void> => {
    log = await openSqliteEventLog({ folder, clock: { now: () => now } })
  }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-log-'))
    await reopen()
    await log.createTopic('t', { partitions: 1 })
  })
  afterEach(async () => {
    await log.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('stamps records with the clock, and never goes back, also when it is opened again or was trimmed empty', async () => {
    const stamp = async (): Promise<number | undefined> => (await log.append([{ topic: 't', key: null, value }]))[0]?.timestamp
    expect(await stamp()).toBe(now)
    const high = now + 60_000
    now = high
    expect(await stamp()).toBe(high)
    now -= 120_000
    expect(await stamp()).toBe(high)
    await log.trim('t', 0, 3)
    await log.close()
    await reopen()
    expect(await stamp()).toBe(high)
    now = high + 1
    expect(await stamp()).toBe(high + 1)
  })

  it('counts offsets without gaps', async () => {
    const appended = await Promise.all(Array.from({ length: 100 }, () => log.append([{ topic: 't', key: 'k', value }])))
    expect(appended.flat().map(({ offset }) => offset)).toEqual(Array.from({ length: 100 }, (_, n) => n))
  })

  it('refuses a second opener, in the same process too', async () => {
    await expect(openSqliteEventLog({ folder, clock: { now: () => now } })).rejects.toMatchObject({ code: 'locked' })
  })

  it('wakes a consumer as soon as the append is durable, without polling', async () => {
    let handled = 0
    const consumer = await log.consume({
      group: 'g',
      topics: ['t'],
      position: async () => undefined,
      handle: async (batches) => {
        handled += batches.flatMap(({ records }) => records).length
      },
    })
    for (let n = 1; n <= 50; n++) {
      await new Promise((resolve) => {
        setTimeout(resolve, 1)
      })
      await log.append([{ topic: 't', key: null, value }])
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
      expect(handled).toBe(n)
    }
    await consumer.stop()
  })

  it('needs a key on a topic of several partitions', async () => {
    await log.createTopic('several', { partitions: 2 })
    await expect(log.append([{ topic: 'several', key: null, value }])).rejects.toThrow('needs a key')
  })

  it('says "corrupt" when the file is damaged', async () => {
    await log.append(Array.from({ length: 500 }, () => ({ topic: 't', key: null, value: Buffer.alloc(1_000) })))
    await log.close()
    const file = await open(join(folder, 'events.sqlite'), 'r+')
    await file.write(Buffer.alloc(300_000, 0xff), 0, 300_000, 8_192)
    await file.close()
    const use = async (): Promise<void> => {
      await reopen()
      await log.read('t', 0, 0, 1_000)
    }
    await expect(use()).rejects.toMatchObject({ name: 'EventLogError', code: 'corrupt' })
    await log.close()
    await writeFile(join(folder, 'events.sqlite'), 'no database at all, but long enough to have a header of a hundred bytes '.repeat(4))
    await expect(reopen()).rejects.toMatchObject({ name: 'EventLogError', code: 'corrupt' })
  })

  it('leaves nothing readable on disk of what was trimmed', async () => {
    const secret = 'MARKED-PERSON-0001'
    await log.append(Array.from({ length: 50 }, () => ({ topic: 't', key: null, value: Buffer.from(secret.repeat(100)) })))
    await log.append([{ topic: 't', key: null, value }])
    await log.trim('t', 0, 50)
    for (const name of ['events.sqlite', 'events.sqlite-wal']) {
      const file = await open(join(folder, name), 'r')
      expect((await file.readFile()).includes(secret)).toBe(false)
      await file.close()
    }
  })
})
