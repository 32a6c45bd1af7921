import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { createMasterKey, readMasterKey } from '../../../infra/vault/master-key.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

describe('the master key file', () => {
  it('is refused, by its path and with what to do, while every user of the machine can read or change it', () => {
    const folder = temporaryFolder()
    try {
      const file = join(folder.path, 'master.key')
      const key = createMasterKey(file)
      expect(readMasterKey(file)).toEqual(key)
      for (const mode of [0o644, 0o604, 0o602]) {
        chmodSync(file, mode)
        expect(() => readMasterKey(file)).toThrow(
          expect.objectContaining({ code: 'master-key-readable', message: expect.stringContaining(`chmod 600 ${file}`) }),
        )
      }
      chmodSync(file, 0o440)
      expect(readMasterKey(file)).toEqual(key)
    } finally {
      folder.remove()
    }
  })
})
