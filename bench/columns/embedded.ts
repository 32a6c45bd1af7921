import { join } from 'node:path'
import { systemClock } from '../../infra/clock/clock.ts'
import { openSqliteEventLog } from '../../infra/event-log/sqlite/sqlite-event-log.ts'
import { openTestStore } from '../../tests/fixtures/read-store.ts'
import type { Column } from './column.ts'

/** One process: SQLite as the log, PGlite as the read store. */
export const embedded: Column = {
  name: 'embedded',
  places: undefined,
  openPlainLog: (folder) => openSqliteEventLog({ folder: join(folder, 'log'), clock: systemClock }),
  openPlainStore: (folder) => openTestStore(join(folder, 'store')),
  createDatabase: undefined,
  close: async () => undefined,
}
