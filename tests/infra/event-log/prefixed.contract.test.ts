import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { systemClock } from '../../../infra/clock/clock.ts'
import { createPrefixedLog } from '../../../infra/event-log/prefixed.ts'
import { openSqliteEventLog } from '../../../infra/event-log/sqlite/sqlite-event-log.ts'
import { eventLogContract } from '../../contract/event-log.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const open = async (folder: string) => createPrefixedLog(await openSqliteEventLog({ folder, clock: systemClock }), 'west.')

eventLogContract('with a prefix', async () => {
  const folder = temporaryFolder()
  let log = await open(join(folder.path, 'log'))
  return {
    get log() {
      return log
    },
    reopen: async () => {
      await log.close()
      log = await open(join(folder.path, 'log'))
    },
    dispose: async () => {
      await log.close()
      folder.remove()
    },
  }
})

describe('a log with a prefix', () => {
  it('sees its own topics alone, and others see them by their whole name', async () => {
    const folder = temporaryFolder()
    const whole = await openSqliteEventLog({ folder: join(folder.path, 'log'), clock: systemClock })
    const west = createPrefixedLog(whole, 'west.')
    await whole.createTopic('case.events', { partitions: 1 })
    await west.createTopic('links.events', { partitions: 1 })
    expect((await west.topics()).map(({ topic }) => topic)).toEqual(['links.events'])
    expect((await whole.topics()).map(({ topic }) => topic)).toEqual(['case.events', 'west.links.events'])
    await whole.close()
    folder.remove()
  })
})
