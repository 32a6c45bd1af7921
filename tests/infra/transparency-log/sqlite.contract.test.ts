import { join } from 'node:path'
import { openSqliteTransparencyLog } from '../../../infra/transparency-log/sqlite/store.ts'
import { transparencyLogContract } from '../../contract/transparency-log-store.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

transparencyLogContract('sqlite', async () => {
  const folder = temporaryFolder()
  return {
    open: () => openSqliteTransparencyLog(join(folder.path, 'transparency-log')),
    remove: async () => {
      folder.remove()
    },
  }
})
