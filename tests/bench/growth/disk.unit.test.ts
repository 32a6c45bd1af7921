import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { bytesOf } from '../../../bench/growth/disk.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

test('what a folder takes is what its files take, in folders within it too', async () => {
  const { path, remove } = temporaryFolder()
  try {
    const nothing = await bytesOf(path)
    mkdirSync(join(path, 'deep', 'er'), { recursive: true })
    writeFileSync(join(path, 'one'), Buffer.alloc(100_000, 1))
    const one = await bytesOf(path)
    writeFileSync(join(path, 'deep', 'er', 'two'), Buffer.alloc(200_000, 1))
    const both = await bytesOf(path)
    expect(nothing).toBe(0)
    expect(one).toBeGreaterThanOrEqual(100_000)
    expect(both - one).toBeGreaterThanOrEqual(200_000)
  } finally {
    remove()
  }
})
