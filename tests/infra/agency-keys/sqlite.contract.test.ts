import { join } from 'node:path'
import { openSqliteAgencyKeyStore } from '../../../infra/agency-keys/sqlite/store.ts'
import { agencyKeyStoreContract } from '../../contract/agency-key-store.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

agencyKeyStoreContract('sqlite', async () => {
  const folder = temporaryFolder()
  return {
    open: async () => openSqliteAgencyKeyStore(join(folder.path, 'identity', 'agency-keys.sqlite')),
    remove: async () => {
      folder.remove()
    },
  }
})
