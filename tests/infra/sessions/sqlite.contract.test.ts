import { join } from 'node:path'
import { openSqliteSessionStore } from '../../../infra/sessions/sqlite/store.ts'
import { sessionStoreContract } from '../../contract/session-store.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

sessionStoreContract('sqlite', async () => {
  const folder = temporaryFolder()
  return {
    open: async () => openSqliteSessionStore(join(folder.path, 'identity', 'sessions.sqlite')),
    remove: async () => {
      folder.remove()
    },
  }
})
