import { mergedLinksContract } from '../../contract/merged-links.ts'
import { openTestStore } from '../../fixtures/read-store.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

mergedLinksContract('pglite', async () => {
  const folder = temporaryFolder()
  return {
    open: () => openTestStore(folder.path),
    remove: async () => {
      folder.remove()
    },
  }
})
