import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openKept } from '../../../bench/growth/servers.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

describe('the folder of a load that is kept', () => {
  let folder: TemporaryFolder
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => {
    folder.remove()
  })

  it('is of one run at a time: another is told so, and has it when the first has ended', async () => {
    const first = await openKept('embedded', folder.path)
    await expect(openKept('embedded', folder.path)).rejects.toMatchObject({ code: 'option', message: expect.stringMatching(/Another run/) })
    await first.close()
    await (await openKept('embedded', folder.path)).close()
  })
})
