import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../../infra/clock/clock.ts'
import { openSqliteEventLog } from '../../../infra/event-log/sqlite/sqlite-event-log.ts'
import { eventLogContract } from '../../contract/event-log.ts'

eventLogContract('node:sqlite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-log-'))
  let log = await openSqliteEventLog({ folder, clock: systemClock })
  return {
    get log() {
      return log
    },
    reopen: async () => {
      await log.close()
      log = await openSqliteEventLog({ folder, clock: systemClock })
    },
    dispose: async () => {
      await log.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
})
