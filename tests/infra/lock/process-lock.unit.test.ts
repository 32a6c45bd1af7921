import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { takeProcessLock } from '../../../infra/lock/process-lock.ts'

it("is one opener's at a time, and free after it is given back", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-lock-'))
  const path = join(folder, 'deep', 'lock')
  const first = takeProcessLock(path)
  expect(first).toBeDefined()
  expect(takeProcessLock(path)).toBeUndefined()
  first?.release()
  const second = takeProcessLock(path)
  expect(second).toBeDefined()
  second?.release()
  await rm(folder, { recursive: true, force: true })
})
