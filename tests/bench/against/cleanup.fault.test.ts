import { expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const CLEANUP = join(import.meta.dirname, '..', '..', '..', 'bench', 'against', 'cleanup.ts')
const PROGRAM = `
  const { createCleanup } = await import(process.argv[1])
  const { mkdirSync, rmSync } = await import('node:fs')
  const folder = process.argv[2]
  mkdirSync(folder)
  const cleanup = createCleanup()
  cleanup.add(() => { rmSync(folder, { recursive: true }) })
  cleanup.add(() => { throw new Error('This one fails.') })
  setInterval(() => undefined, 1000)
  console.log('ready')
`

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('a comparison that gets %s removes what it made, and says so by its exit code', async (signal, code) => {
  const { path, remove } = temporaryFolder()
  const folder = join(path, 'made')
  try {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', PROGRAM, CLEANUP, folder],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    )
    const exited = once(child, 'exit')
    await once(child.stdout, 'data')
    expect(existsSync(folder)).toBe(true)
    // As from a terminal: once from there, once from npm.
    child.kill(signal)
    child.kill(signal)
    expect(await exited).toEqual([code, null])
    expect(existsSync(folder)).toBe(false)
  } finally {
    remove()
  }
})
