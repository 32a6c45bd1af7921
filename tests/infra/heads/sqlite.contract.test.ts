import { join } from 'node:path'
import { openSqliteHeadStore } from '../../../infra/heads/sqlite/store.ts'
import { headStoreContract } from '../../contract/head-store.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

headStoreContract('sqlite', async () => {
  const folder = temporaryFolder()
  return {
    open: () => openSqliteHeadStore(join(folder.path, 'heads', 'heads.sqlite')),
    remove: async () => {
      folder.remove()
    },
  }
})
